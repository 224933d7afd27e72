package io.leme.gateway.meta;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The two spellings of time in the API: `Time` has whole seconds, `MicroTime` always six digits of
/// a second; both UTC.
public final class KubernetesTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private KubernetesTime() {}

    /// `2026-11-23T00:00:00Z`: fractions of a second are cut off.
    public static String seconds(Instant time) {
        return SECONDS.format(time);
    }

    /// `2026-11-23T00:00:00.000000Z`.
    public static String microseconds(Instant time) {
        return MICROSECONDS.format(time);
    }

    /// Reads RFC 3339 with any offset; empty for text that is no time.
    public static Optional<Instant> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }

        try {
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
