package io.leme.gateway.meta;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the word `format` in a schema can ask of a text: those that Kubernetes looks at. Any other
/// word asks for nothing.
public enum StringFormat {
    BSONOBJECTID(matching(Part.HEX + "{24}")),
    URI(text -> RequestUri.parse(text).isPresent()),
    EMAIL(shortAnd(matching(Part.ADDRESS + "|[^<>\"]*<" + Part.ADDRESS + ">"))),
    HOSTNAME(StringFormat::isHostname),
    IPV4(text -> text.contains(".") && IpAddress.isLiteral(text)),
    IPV6(text -> text.contains(":") && IpAddress.isLiteral(text)),
    CIDR(text -> IpNetwork.parse(text).isPresent()),
    MAC(matching(Part.MAC)),
    UUID(matching(Part.uuid(Part.HEX + "{4}", Part.HEX + "{4}"))),
    UUID3(matching(Part.uuid("3" + Part.HEX + "{3}", Part.HEX + "{4}"))),
    UUID4(matching(Part.uuid("4" + Part.HEX + "{3}", "[89abAB]" + Part.HEX + "{3}"))),
    UUID5(matching(Part.uuid("5" + Part.HEX + "{3}", "[89abAB]" + Part.HEX + "{3}"))),
    ISBN(text -> isIsbn10(text) || isIsbn13(text)),
    ISBN10(StringFormat::isIsbn10),
    ISBN13(StringFormat::isIsbn13),
    CREDITCARD(StringFormat::isCardNumber),
    SSN(matching("[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}")),
    HEXCOLOR(matching("#?(" + Part.HEX + "{3}|" + Part.HEX + "{6})")),
    RGBCOLOR(matching(Part.COLOR)),
    BYTE(text -> text.length() % 4 == 0 && text.matches("[A-Za-z0-9+/]+={0,2}")),
    PASSWORD(text -> true),
    DATE(StringFormat::isDate),
    DURATION(shortAnd(matching(Part.DURATION))),
    DATETIME(StringFormat::isDateTime);

    private static final Map<String, StringFormat> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    each -> each.name().toLowerCase(Locale.ROOT),
                                    Function.identity()));
    private static final int LONGEST_HOSTNAME = 255;
    private static final Pattern LABEL =
            Pattern.compile("[\\p{L}\\p{S}0-9]([\\p{L}\\p{S}0-9-]{0,61}[\\p{L}\\p{S}0-9])?");
    private static final Pattern TOP_LABEL = Pattern.compile("[\\p{L}a-zA-Z]{2,63}");
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{13,19}");
    private static final Pattern TIME_OF_DAY =
            Pattern.compile(
                    "([0-9]{2}):([0-9]{2}):([0-9]{2})([.][0-9]+)?([zZ]|[+-][0-9]{2}:[0-9]{2})");
    private static final int DATE_CHARACTERS = 10;

    @SuppressWarnings("ImmutableEnumChecker") // A function of its argument alone.
    private final Predicate<String> rule;

    StringFormat(Predicate<String> rule) {
        this.rule = rule;
    }

    /// @param name with or without hyphens, such as `date-time`
    public static Optional<StringFormat> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.replace("-", "")));
    }

    public boolean matches(String text) {
        return rule.test(text);
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    /// Some patterns take a piece of the stack for each piece of the text.
    private static Predicate<String> shortAnd(Predicate<String> rule) {
        return text -> text.length() <= Part.LONGEST && rule.test(text);
    }

    private static boolean isHostname(String text) {
        String[] labels = text.split("\\.", -1);

        return text.length() <= LONGEST_HOSTNAME
                && Arrays.stream(labels).allMatch(LABEL.asMatchPredicate())
                && (labels.length == 1 || TOP_LABEL.matcher(labels[labels.length - 1]).matches());
    }

    private static boolean isIsbn10(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{9}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            char each = digits.charAt(i);
            sum += (i + 1) * (each == 'X' ? 10 : each - '0');
        }

        return sum % 11 == 0;
    }

    private static boolean isIsbn13(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
        }

        return sum % 10 == 0;
    }

    /// By the digit that checks the others.
    private static boolean isCardNumber(String text) {
        String digits = text.replaceAll("[^0-9]+", "");
        if (!CARD_NUMBER.matcher(digits).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }

        return sum % 10 == 0;
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == DATE_CHARACTERS && LocalDate.parse(text).getYear() >= 0;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        int middle = Math.max(text.indexOf('T'), text.indexOf('t'));
        if (middle < 0 || !isDate(text.substring(0, middle))) {
            return false;
        }
        Matcher time = TIME_OF_DAY.matcher(text.substring(middle + 1));

        return time.matches()
                && Integer.parseInt(time.group(1)) < 24
                && Integer.parseInt(time.group(2)) < 60
                && Integer.parseInt(time.group(3)) < 60;
    }

    /// Parts of patterns.
    private static final class Part {
        /// Characters of an address or a duration; nobody means longer ones.
        static final int LONGEST = 500;

        static final String HEX = "[0-9a-fA-F]";

        private static final String ATOM = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
        static final String ADDRESS =
                ATOM + "(\\." + ATOM + ")*@(" + ATOM + "(\\." + ATOM + ")*|\\[[^\\[\\]]+\\])";

        /// Of 6, 8 or 20 bytes, with colons, hyphens or dots.
        private static final String BYTE = HEX + "{2}";

        static final String MAC =
                BYTE
                        + "([:-])"
                        + BYTE
                        + "((\\1"
                        + BYTE
                        + "){4}|(\\1"
                        + BYTE
                        + "){6}|(\\1"
                        + BYTE
                        + "){18})|"
                        + HEX
                        + "{4}((\\."
                        + HEX
                        + "{4}){2,3}|(\\."
                        + HEX
                        + "{4}){9})";

        private static final String CHANNEL =
                "\\s*(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\s*";
        static final String COLOR = "rgb\\(" + CHANNEL + "," + CHANNEL + "," + CHANNEL + "\\)";

        /// Go's durations, and those in words such as `3 weeks`.
        static final String DURATION =
                "[+-]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)"
                        + "|([0-9]+\\s*(ns|nano(second)?s?|us|µs|micro(second)?s?|ms"
                        + "|milli(second)?s?|s|sec(ond)?s?|m|min(ute)?s?|h|hr|hours?|d|days?"
                        + "|w|wk|weeks?)\\s*)+";

        static String uuid(String third, String fourth) {
            return HEX + "{8}-?" + HEX + "{4}-?" + third + "-?" + fourth + "-?" + HEX + "{12}";
        }
    }
}
