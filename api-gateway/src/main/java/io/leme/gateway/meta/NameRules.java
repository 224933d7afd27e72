package io.leme.gateway.meta;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The syntax of names, label keys and label values. Each rule answers the texts of what is wrong;
/// none when all is well.
public final class NameRules {
    private static final String LABEL_1123 = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN_1123 = LABEL_1123 + "(\\." + LABEL_1123 + ")*";
    private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String LABEL_VALUE = "(" + QUALIFIED + ")?";
    private static final String DATA_KEY = "[-._a-zA-Z0-9]+";

    private static final Pattern LABEL_1123_PATTERN = Pattern.compile(LABEL_1123);
    private static final Pattern LABEL_1035_PATTERN = Pattern.compile(LABEL_1035);
    private static final Pattern QUALIFIED_PATTERN = Pattern.compile(QUALIFIED);
    private static final Pattern LABEL_VALUE_PATTERN = Pattern.compile(LABEL_VALUE);
    private static final Pattern PORT_NAME_PATTERN = Pattern.compile("[-a-z0-9]+");
    private static final Pattern DATA_KEY_PATTERN = Pattern.compile(DATA_KEY);

    private static final int MAX_LABEL_BYTES = 63;
    private static final int MAX_SUBDOMAIN_BYTES = 253;
    private static final int MAX_PORT_NAME_BYTES = 15;

    /// Names are counted in bytes as labels are, and told otherwise.
    private static final String CHARACTERS = "characters";

    private static final String BYTES = "bytes";

    private NameRules() {}

    /// At most 63 bytes: the names of namespaces.
    public static List<String> dnsLabel(String value) {
        if (value.contains(".") && isSubdomain(value)) {
            List<String> problems = new ArrayList<>(tooLong(value, MAX_LABEL_BYTES, CHARACTERS));
            problems.add("must not contain dots");

            return problems;
        }

        return check(
                value,
                MAX_LABEL_BYTES,
                LABEL_1123_PATTERN,
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters "
                        + "or '-', and must"
                        + " start and end with an alphanumeric character"
                        + examples(LABEL_1123, "my-name", "123-abc"));
    }

    /// At most 253 bytes: the names of most objects.
    public static List<String> dnsSubdomain(String value) {
        return subdomain(value, CHARACTERS);
    }

    private static List<String> subdomain(String value, String unit) {
        return check(
                value,
                MAX_SUBDOMAIN_BYTES,
                unit,
                NameRules::isSubdomain,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
                        + "characters, '-' or '.', and"
                        + " must start and end with an alphanumeric character"
                        + examples(SUBDOMAIN_1123, "example.com"));
    }

    /// At most 63 bytes and a letter first: the names of services.
    public static List<String> dns1035Label(String value) {
        return check(
                value,
                MAX_LABEL_BYTES,
                LABEL_1035_PATTERN,
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
                        + "start with an"
                        + " alphabetic character, and end with an alphanumeric character"
                        + examples(LABEL_1035, "my-name", "abc-123"));
    }

    /// A name that is one piece of a URL path: the names of RBAC objects.
    public static List<String> pathSegment(String value) {
        if (value.equals(".") || value.equals("..")) {
            return List.of("may not be '" + value + "'");
        }

        List<String> problems = new ArrayList<>();
        for (String character : List.of("/", "%")) {
            if (value.contains(character)) {
                problems.add("may not contain '" + character + "'");
            }
        }

        return problems;
    }

    /// `[prefix/]name`: the keys of labels and annotations, and finalizers.
    public static List<String> qualifiedName(String value) {
        String[] parts = value.split("/", -1);
        if (parts.length > 2) {
            return List.of(
                    "a valid label key "
                            + qualifiedText()
                            + " with an optional DNS subdomain prefix and '/' (e.g. "
                            + "'example.com/MyName')");
        }

        List<String> problems = new ArrayList<>();
        String name = parts[parts.length - 1];
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                problems.add("prefix part must be non-empty");
            } else {
                subdomain(parts[0], BYTES)
                        .forEach(problem -> problems.add("prefix part " + problem));
            }
        }
        if (name.isEmpty()) {
            problems.add("name part must be non-empty");
        } else if (bytes(name) > MAX_LABEL_BYTES) {
            problems.add("name part must be no more than " + MAX_LABEL_BYTES + " bytes");
        }
        if (!QUALIFIED_PATTERN.matcher(name).matches()) {
            problems.add("name part " + qualifiedText());
        }

        return problems;
    }

    public static List<String> labelValue(String value) {
        return check(
                value,
                MAX_LABEL_BYTES,
                BYTES,
                each -> LABEL_VALUE_PATTERN.matcher(each).matches(),
                "a valid label must be an empty string or consist of alphanumeric characters, "
                        + "'-', '_' or '.', and"
                        + " must start and end with an alphanumeric character"
                        + examples(LABEL_VALUE, "MyValue", "my_value", "12345"));
    }

    /// At most 15 bytes, of letters, digits and single hyphens: the names of ports.
    public static List<String> portName(String value) {
        List<String> problems = new ArrayList<>(tooLong(value, MAX_PORT_NAME_BYTES, CHARACTERS));
        if (!PORT_NAME_PATTERN.matcher(value).matches()) {
            problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (value.chars().noneMatch(each -> each >= 'a' && each <= 'z')) {
            problems.add("must contain at least one letter (a-z)");
        }
        if (value.contains("--")) {
            problems.add("must not contain consecutive hyphens");
        }
        if (value.startsWith("-") || value.endsWith("-")) {
            problems.add("must not begin or end with a hyphen");
        }

        return problems;
    }

    /// What an environment variable may be called.
    public static List<String> environmentName(String value) {
        boolean printable = value.chars().allMatch(each -> each >= ' ' && each < 127);

        return printable && !value.contains("=")
                ? List.of()
                : List.of(
                        "a valid environment variable name must consist only of printable ASCII "
                                + "characters other than '='");
    }

    /// A subdomain whose first part may be anything: the hosts of ingresses.
    public static List<String> wildcardSubdomain(String value) {
        return check(
                value,
                MAX_SUBDOMAIN_BYTES,
                CHARACTERS,
                each -> each.startsWith("*.") && isSubdomain(each.substring(2)),
                "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS "
                        + "subdomain, which must consist of lower case alphanumeric characters, "
                        + "'-' or '.' and end with an alphanumeric character"
                        + examples("\\*\\." + SUBDOMAIN_1123, "*.example.com"));
    }

    /// The keys of `data` in config maps and secrets.
    public static List<String> dataKey(String value) {
        List<String> problems =
                new ArrayList<>(
                        check(
                                value,
                                MAX_SUBDOMAIN_BYTES,
                                DATA_KEY_PATTERN,
                                "a valid config key must consist of alphanumeric characters, "
                                        + "'-', '_' or '.'"
                                        + examples(DATA_KEY, "key.name", "KEY_NAME", "key-name")));
        if (value.equals(".")) {
            problems.add("must not be '.'");
        } else if (value.equals("..")) {
            problems.add("must not be '..'");
        } else if (value.startsWith("..")) {
            problems.add("must not start with '..'");
        }

        return problems;
    }

    /// Part by part: one pattern for all parts would need a stack as deep as there are parts.
    private static boolean isSubdomain(String value) {
        return Arrays.stream(value.split("\\.", -1))
                .allMatch(part -> LABEL_1123_PATTERN.matcher(part).matches());
    }

    private static List<String> check(String value, int maxBytes, Pattern pattern, String text) {
        return check(value, maxBytes, CHARACTERS, each -> pattern.matcher(each).matches(), text);
    }

    private static List<String> check(
            String value, int maxBytes, String unit, Predicate<String> rule, String text) {
        List<String> problems = new ArrayList<>(tooLong(value, maxBytes, unit));
        if (!rule.test(value)) {
            problems.add(text);
        }

        return problems;
    }

    private static List<String> tooLong(String value, int maxBytes, String unit) {
        return bytes(value) > maxBytes
                ? List.of("must be no more than " + maxBytes + " " + unit)
                : List.of();
    }

    private static int bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String qualifiedText() {
        return "must consist of alphanumeric characters, '-', '_' or '.', and must start and "
                + "end with an"
                + " alphanumeric character"
                + examples(QUALIFIED, "MyName", "my.name", "123-abc");
    }

    private static String examples(String regex, String... examples) {
        return " (e.g. '"
                + String.join("',  or '", examples)
                + "', regex used for validation is '"
                + regex
                + "')";
    }
}
