package io.leme.gateway.registry.expression;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version as semver.org 2.0.0 writes it; what follows a plus sign is no part of it.
///
/// @param numbers major, minor and patch
/// @param early the identifiers of a version that comes before the one of its numbers
record SemanticVersion(List<BigInteger> numbers, List<String> early)
        implements Comparable<SemanticVersion> {
    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final String BUILD = "[0-9a-zA-Z-]+";
    private static final String REST =
            "(?:-("
                    + IDENTIFIER
                    + "(?:\\."
                    + IDENTIFIER
                    + ")*))?(?:\\+"
                    + BUILD
                    + "(?:\\."
                    + BUILD
                    + ")*)?";
    private static final Pattern STRICT =
            Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + REST);
    private static final Pattern TOLERANT =
            Pattern.compile("\\s*v?0*([0-9]+)(?:\\.0*([0-9]+))?(?:\\.0*([0-9]+))?" + REST + "\\s*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /// Numbers come before words, and compare as numbers.
    private static final Comparator<String> BY_PRECEDENCE =
            Comparator.<String, Boolean>comparing(each -> !DIGITS.matcher(each).matches())
                    .thenComparing((a, b) ->
                            DIGITS.matcher(a).matches() && DIGITS.matcher(b).matches()
                                    ? new BigInteger(a).compareTo(new BigInteger(b))
                                    : a.compareTo(b));

    /// Characters; the pattern takes a piece of the stack for each piece of the text.
    private static final int LONGEST = 500;

    /// Major, minor and patch fit into 64 bits.
    private static final int MOST_BITS = 63;

    /// @param tolerant takes a leading `v`, leading zeros and fewer than three numbers, too
    static Optional<SemanticVersion> parse(String text, boolean tolerant) {
        Matcher parts = (tolerant ? TOLERANT : STRICT).matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        List<BigInteger> numbers = List.of(number(parts, 1), number(parts, 2), number(parts, 3));
        boolean small = numbers.stream().allMatch(each -> each.bitLength() <= MOST_BITS);
        String early = parts.group(4);

        return small
                ? Optional.of(
                        new SemanticVersion(
                                numbers, early == null ? List.of() : List.of(early.split("\\."))))
                : Optional.empty();
    }

    private static BigInteger number(Matcher parts, int group) {
        String digits = parts.group(group);

        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    @Override
    public int compareTo(SemanticVersion other) {
        for (int i = 0; i < numbers.size(); i++) {
            int difference = numbers.get(i).compareTo(other.numbers.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        if (early.isEmpty() || other.early.isEmpty()) {
            return Boolean.compare(early.isEmpty(), other.early.isEmpty());
        }
        for (int i = 0; i < Math.min(early.size(), other.early.size()); i++) {
            int difference = BY_PRECEDENCE.compare(early.get(i), other.early.get(i));
            if (difference != 0) {
                return difference;
            }
        }

        return Integer.compare(early.size(), other.early.size());
    }
}
