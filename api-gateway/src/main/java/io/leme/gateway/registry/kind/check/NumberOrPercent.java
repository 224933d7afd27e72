package io.leme.gateway.registry.kind.check;

import io.leme.gateway.meta.NameRules;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/// Fields that hold a number, or a share of a whole such as `25%`; and ports by number or name.
public final class NumberOrPercent {
    private static final Pattern PERCENT = Pattern.compile("[0-9]+%");
    private static final BigInteger WHOLE = BigInteger.valueOf(100);
    private static final String WRONG =
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. "
                    + "'1%',  or '93%', regex used for validation is '[0-9]+%')";

    private NumberOrPercent() {}

    /// A number from 0 up, or any percentage.
    public static void check(Place amount) {
        if (amount.value().isTextual()) {
            amount.follow(text -> PERCENT.matcher(text).matches() ? List.of() : List.of(WRONG));
        } else {
            amount.nonNegative();
        }
    }

    public static void atMostAll(Place amount) {
        if (amount.value().isTextual() && value(amount).compareTo(WHOLE) > 0) {
            amount.invalid("must not be greater than 100%");
        }
    }

    /// The number, of a percentage too; 0 for what is neither.
    public static boolean isZero(Place amount) {
        return value(amount).signum() == 0;
    }

    private static BigInteger value(Place amount) {
        if (!amount.value().isTextual()) {
            return BigInteger.valueOf(amount.number());
        }
        String text = amount.text();

        return PERCENT.matcher(text).matches()
                ? new BigInteger(text.substring(0, text.length() - 1))
                : BigInteger.ZERO;
    }

    /// The number of a port, or 0 for none.
    public static void optionalPort(Place port) {
        if (port.number() != 0) {
            port(port);
        }
    }

    /// The number of a port, or its name.
    public static void port(Place port) {
        if (port.value().isTextual()) {
            port.follow(NameRules::portName);
        } else if (port.number() < 1 || port.number() > 65_535) {
            port.invalid(port.number(), "must be between 1 and 65535, inclusive");
        }
    }
}
