package io.leme.gateway.registry;

import java.time.Duration;

/// Durations as `kubectl` prints ages: the fewer digits, the longer it is ago.
public final class HumanDuration {
    private HumanDuration() {}

    /// `5s`, `2m30s`, `45m`, `5h10m`, `20h`, `3d4h`, `100d`, `2y30d`, `9y`; negative durations are
    /// `0s` down to -2 s and `<invalid>` below, as upstream prints them.
    public static String of(Duration duration) {
        long seconds = duration.toMillis() / 1000;
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }

        long minutes = duration.toMinutes();
        if (minutes < 10) {
            return pair(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }

        return hoursAndMore(duration.toHours(), minutes);
    }

    private static String hoursAndMore(long hours, long minutes) {
        if (hours < 8) {
            return pair(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }

        long days = hours / 24;
        if (hours < 24 * 8) {
            return pair(days, "d", hours % 24, "h");
        }
        if (days < 365 * 2) {
            return days + "d";
        }

        long years = days / 365;

        return days < 365 * 8 ? pair(years, "y", days % 365, "d") : years + "y";
    }

    private static String pair(long big, String bigUnit, long small, String smallUnit) {
        return small == 0 ? big + bigUnit : big + bigUnit + small + smallUnit;
    }
}
