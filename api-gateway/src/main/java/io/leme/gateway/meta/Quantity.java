package io.leme.gateway.meta;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of resources: numbers with a suffix, of which each amount has one canonical spelling in
/// the form its writer chose. `1000m` is `1`, `0.5` is `500m`, `1024Mi` is `1Gi`, `1e3` stays
/// `1e3`.
///
/// What is finer than a billionth is rounded up.
public final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))([A-Za-z]*)([+-]?[0-9]*)");
    private static final List<String> DECIMAL =
            List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final int DECIMAL_ONE = 3;
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigInteger STEP = BigInteger.valueOf(1024);
    private static final int FINEST = 9;

    /// Exponents beyond this are no amounts of anything.
    private static final int LARGEST_EXPONENT = 30;

    /// Characters: numbers of a million digits are slow to read, and no amounts either.
    private static final int LONGEST = 100;

    private Quantity() {}

    /// The one spelling of an amount; empty for what is none.
    public static Optional<String> canonical(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        String suffix = parts.group(2);
        String exponent = parts.group(3);
        if (!exponent.isEmpty()) {
            return suffix.equals("e") || suffix.equals("E")
                    ? ofExponent(number, exponent)
                    : Optional.empty();
        }
        int binary = BINARY.indexOf(suffix);
        if (binary > 0) {
            return Optional.of(binary(number.multiply(new BigDecimal(STEP.pow(binary)))));
        }
        int decimal = DECIMAL.indexOf(suffix);

        return decimal < 0
                ? Optional.empty()
                : Optional.of(decimal(number.scaleByPowerOfTen(3 * (decimal - DECIMAL_ONE))));
    }

    /// The number behind a spelling; empty for what is none.
    public static Optional<BigDecimal> amount(String text) {
        return canonical(text)
                .map(spelling -> {
                    Matcher parts = FORM.matcher(spelling);
                    if (!parts.matches()) {
                        throw new IllegalStateException("not canonical: " + spelling);
                    }
                    BigDecimal number = new BigDecimal(parts.group(1));
                    String suffix = parts.group(2);
                    if (!parts.group(3).isEmpty()) {
                        return number.scaleByPowerOfTen(Integer.parseInt(parts.group(3)));
                    }
                    int binary = BINARY.indexOf(suffix);

                    return binary > 0
                            ? number.multiply(new BigDecimal(STEP.pow(binary)))
                            : number.scaleByPowerOfTen(3 * (DECIMAL.indexOf(suffix) - DECIMAL_ONE));
                });
    }

    private static Optional<String> ofExponent(BigDecimal number, String written) {
        if (written.length() > 3) {
            return Optional.empty();
        }
        int exponent = Integer.parseInt(written);
        if (Math.abs(exponent) > LARGEST_EXPONENT) {
            return Optional.empty();
        }
        BigDecimal value = rounded(number.scaleByPowerOfTen(exponent));
        int thousands = thousands(value, LARGEST_EXPONENT / 3);
        String mantissa = value.scaleByPowerOfTen(-3 * thousands).toBigInteger().toString();

        return Optional.of(thousands == 0 ? mantissa : mantissa + "e" + 3 * thousands);
    }

    private static String decimal(BigDecimal exact) {
        BigDecimal value = rounded(exact);
        int thousands = thousands(value, DECIMAL.size() - 1 - DECIMAL_ONE);

        return value.scaleByPowerOfTen(-3 * thousands).toBigInteger()
                + DECIMAL.get(thousands + DECIMAL_ONE);
    }

    /// The largest power of a thousand that leaves a whole number.
    private static int thousands(BigDecimal value, int most) {
        if (value.signum() == 0) {
            return 0;
        }
        for (int power = most; power > -DECIMAL_ONE; power--) {
            if (value.scaleByPowerOfTen(-3 * power).stripTrailingZeros().scale() <= 0) {
                return power;
            }
        }

        return -DECIMAL_ONE;
    }

    /// Small amounts have no use for binary suffixes.
    private static String binary(BigDecimal exact) {
        if (exact.abs().compareTo(new BigDecimal(STEP)) < 0) {
            return decimal(exact);
        }
        BigInteger value = exact.setScale(0, RoundingMode.UP).toBigInteger();
        int power = 0;
        while (power < BINARY.size() - 1 && value.mod(STEP).signum() == 0) {
            value = value.divide(STEP);
            power++;
        }

        return value + BINARY.get(power);
    }

    private static BigDecimal rounded(BigDecimal exact) {
        return exact.scale() > FINEST ? exact.setScale(FINEST, RoundingMode.UP) : exact;
    }
}
