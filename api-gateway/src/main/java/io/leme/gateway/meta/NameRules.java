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
    private static final Pattern DATA_KEY_PATTERN = Pattern.compile(DATA_KEY);

    private static final int MAX_LABEL_BYTES = 63;
    private static final int MAX_SUBDOMAIN_BYTES = 253;

    private NameRules() {}

    /// At most 63 bytes: the names of namespaces.
    public static List<String> dnsLabel(String value) {
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
        return check(
                value,
                MAX_SUBDOMAIN_BYTES,
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
                    "a qualified name "
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
                dnsSubdomain(parts[0]).forEach(problem -> problems.add("prefix part " + problem));
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
                LABEL_VALUE_PATTERN,
                "a valid label must be an empty string or consist of alphanumeric characters, "
                        + "'-', '_' or '.', and"
                        + " must start and end with an alphanumeric character"
                        + examples(LABEL_VALUE, "MyValue", "my_value", "12345"));
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
        return check(value, maxBytes, each -> pattern.matcher(each).matches(), text);
    }

    private static List<String> check(
            String value, int maxBytes, Predicate<String> rule, String text) {
        List<String> problems = new ArrayList<>();
        if (bytes(value) > maxBytes) {
            problems.add("must be no more than " + maxBytes + " bytes");
        }
        if (!rule.test(value)) {
            problems.add(text);
        }

        return problems;
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
