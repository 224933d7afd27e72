package io.leme.gateway.codec;

import java.math.BigDecimal;

/// Durations as Go prints them: `1h30m0s`, `1.5s`, `20ms`, `0s`.
final class GoDuration {
    private static final long SECOND = 1_000_000_000L;

    private GoDuration() {}

    static String format(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        long left = Math.abs(nanos);
        if (left < SECOND) {
            return sign + fraction(left);
        }

        long hours = left / (3600 * SECOND);
        long minutes = left / (60 * SECOND) % 60;
        String seconds = decimal(left % (60 * SECOND), SECOND) + "s";
        if (hours > 0) {
            return sign + hours + "h" + minutes + "m" + seconds;
        }

        return sign + (minutes > 0 ? minutes + "m" : "") + seconds;
    }

    private static String fraction(long nanos) {
        if (nanos < 1_000) {
            return nanos + "ns";
        }

        return nanos < 1_000_000 ? decimal(nanos, 1_000) + "µs" : decimal(nanos, 1_000_000) + "ms";
    }

    private static String decimal(long nanos, long unit) {
        BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));

        return value.stripTrailingZeros().toPlainString();
    }
}
