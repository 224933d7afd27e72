package io.leme.store.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Understands the texts of flags. A text that is wrong becomes a problem and a harmless value, so
/// that reading goes on to the next problem.
final class Values {
    private static final Pattern GO_DURATION_PART = Pattern.compile("(\\d+)(h|ms|m|s)");

    private final CommandLine line;
    private final List<String> problems;

    Values(CommandLine line, List<String> problems) {
        this.line = line;
        this.problems = problems;
    }

    String text(Flag flag) {
        return line.value(flag);
    }

    Optional<String> given(Flag flag) {
        return line.given(flag);
    }

    /// Says of a flag that was given that it does nothing, for a line in the log.
    void noticeNoEffect(Flag flag, String why) {
        given(flag)
                .ifPresent(value ->
                        line.warn(
                                "--%s=%s has no effect: %s"
                                        .formatted(flag.spelling(), value, why)));
    }

    Optional<Path> path(Flag flag) {
        return line.given(flag).map(Path::of);
    }

    boolean isOn(Flag flag) {
        return switch (line.value(flag)) {
            case "true", "1", "t", "T", "TRUE", "True" -> true;
            case "false", "0", "f", "F", "FALSE", "False", "" -> false;
            default -> {
                problem(flag, "is not a boolean");
                yield false;
            }
        };
    }

    int positive(Flag flag) {
        try {
            int number = Integer.parseInt(line.value(flag));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below: one text for every way of being wrong.
        }
        problem(flag, "is not a positive number");
        return Integer.parseInt(flag.fallback());
    }

    /// A number from 0 up.
    long natural(Flag flag) {
        long number = number(flag);
        if (number >= 0) {
            return number;
        }
        problem(flag, "is not a number from 0 up");
        return Long.parseLong(flag.fallback());
    }

    long number(Flag flag) {
        try {
            return Long.parseLong(line.value(flag));
        } catch (NumberFormatException notANumber) {
            problem(flag, "is not a number");
            return Long.parseLong(flag.fallback());
        }
    }

    /// Go's notation: `1h30m`, `5s`, `250ms`.
    Duration duration(Flag flag) {
        return duration(line.value(flag))
                .orElseGet(() -> {
                    problem(flag, "is not a duration such as 10m, 5s or 250ms");
                    return Duration.ZERO;
                });
    }

    /// Empty when the text is no duration.
    static Optional<Duration> duration(String text) {
        Duration sum = Duration.ZERO;
        Matcher parts = GO_DURATION_PART.matcher(text);
        int end = 0;
        while (parts.find() && parts.start() == end) {
            end = parts.end();
            long amount = Long.parseLong(parts.group(1));
            sum =
                    sum.plus(
                            switch (parts.group(2)) {
                                case "h" -> Duration.ofHours(amount);
                                case "m" -> Duration.ofMinutes(amount);
                                case "s" -> Duration.ofSeconds(amount);
                                default -> Duration.ofMillis(amount);
                            });
        }
        return end == 0 || end != text.length() ? Optional.empty() : Optional.of(sum);
    }

    List<URI> urls(Flag flag) {
        List<URI> urls = new ArrayList<>();
        for (String text : line.value(flag).split(",", -1)) {
            url("--" + flag.spelling(), text.strip()).ifPresent(urls::add);
        }
        return urls;
    }

    /// `name=URL` pairs; a name that comes again adds a URL to that member.
    Map<String, List<URI>> namedUrls(Flag flag, String text) {
        Map<String, List<URI>> members = new TreeMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                problems.add("--" + flag.spelling() + ": '" + pair + "' is not name=URL");
                continue;
            }
            List<URI> urls =
                    members.computeIfAbsent(
                            pair.substring(0, equals).strip(), any -> new ArrayList<>());
            url("--" + flag.spelling(), pair.substring(equals + 1).strip()).ifPresent(urls::add);
        }
        return members;
    }

    private Optional<URI> url(String flag, String text) {
        try {
            URI url = new URI(text);
            String scheme = url.getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                problems.add(flag + ": URL scheme must be http or https: " + text);
            } else if (url.getHost() == null || url.getPort() < 0) {
                problems.add(flag + ": URL address does not have the form \"host:port\": " + text);
            } else if (url.getPath() != null && !url.getPath().isEmpty()) {
                problems.add(flag + ": URL must not contain a path: " + text);
            } else {
                return Optional.of(url);
            }
        } catch (URISyntaxException wrong) {
            problems.add(flag + ": not a URL: " + text);
        }
        return Optional.empty();
    }

    private void problem(Flag flag, String what) {
        problems.add("--" + flag.spelling() + ": '" + line.value(flag) + "' " + what);
    }
}
