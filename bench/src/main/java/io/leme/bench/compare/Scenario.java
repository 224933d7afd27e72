package io.leme.bench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One load on a cluster of one size. Written as `put:3:256` (kind, members, in flight) or, for
/// kinds that have a size, `watch:3:8:1000`.
public record Scenario(Kind kind, int members, int inFlight, int size) {
    private static final Pattern FORM =
            Pattern.compile("([a-z-]+):([135]):([1-9]\\d{0,4})(?::([1-9]\\d{0,7}))?");

    private static final String ALL = "all";
    private static final int BUSY = 64;

    public Scenario {
        if (members != 1 && members != 3 && members != 5) {
            throw new IllegalArgumentException("1, 3 or 5 members, not " + members);
        }
        if (inFlight < 1 || size < 1) {
            throw new IllegalArgumentException("at least one in flight, and a size of one");
        }
    }

    /// Every scenario that the project holds itself to, in the order of its table.
    private static final List<String> TABLE =
            List.of(
                    "put:3:256",
                    "put:3:1000",
                    "put:3:1",
                    "put:1:256",
                    "put-open:3:1000:70",
                    "txn:3:256",
                    "get:3:256",
                    "range:3:8:10000",
                    "range-stream:3:8:10000",
                    "count:1:1:1000000",
                    "watch:3:8:100",
                    "watch:3:8:1000",
                    "watch:3:8:4000",
                    "watchers:1:8:100000",
                    "catch-up:1:8:1000000",
                    "stalled-watch:3:256",
                    "keep-alive:3:256",
                    "large:1:256:20000000",
                    "start:1:1",
                    "start:3:1");

    /// How many operations are in flight while a cluster is warmed up. With one at a time a JVM
    /// would need hours for the calls after which it compiles what a busier one compiles in a
    /// minute.
    int warmUpInFlight() {
        return switch (kind) {
            case PUT,
                    PUT_OPEN,
                    TXN,
                    GET,
                    KEEP_ALIVE,
                    RANGE,
                    RANGE_STREAM,
                    WATCH,
                    CATCH_UP,
                    STALLED_WATCH ->
                    Math.max(inFlight, BUSY);
            case COUNT, WATCHERS, LARGE, START -> inFlight;
        };
    }

    /// Scenarios by their short forms; `all` stands for the whole table.
    public static List<Scenario> parseAll(List<String> texts) {
        return texts.stream()
                .flatMap(text -> text.equals(ALL) ? TABLE.stream() : Stream.of(text))
                .map(Scenario::parse)
                .toList();
    }

    static Scenario parse(String text) {
        Matcher form = FORM.matcher(text);
        Optional<Kind> kind = form.matches() ? Kind.of(form.group(1)) : Optional.empty();
        Optional<String> size = form.matches() ? sizeOf(form) : Optional.empty();
        if (kind.isEmpty() || (size.isPresent() && kind.get().size().isEmpty())) {
            throw new IllegalArgumentException(
                    "a scenario is KIND:MEMBERS:IN_FLIGHT[:SIZE], not %s; %s"
                            .formatted(text, kinds()));
        }
        return new Scenario(
                kind.get(),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                size.map(Integer::valueOf).orElse(kind.get().defaultSize()));
    }

    private static Optional<String> sizeOf(Matcher form) {
        return Optional.ofNullable(form.group(4));
    }

    /// The kinds with what their size counts, for messages.
    public static String kinds() {
        return Arrays.stream(Kind.values())
                .map(kind -> kind.word() + kind.size().map(what -> " (" + what + ")").orElse(""))
                .collect(Collectors.joining(", ", "kinds (and what their size is): ", ""));
    }

    public String title() {
        List<String> words = new ArrayList<>();
        words.add(kind.word());
        words.add(members + (members == 1 ? " member" : " members"));
        if (kind != Kind.START) {
            words.add(inFlight + " in flight");
        }
        kind.size().ifPresent(what -> words.add(String.format(Locale.ROOT, "%,d %s", size, what)));
        return String.join(", ", words);
    }
}
