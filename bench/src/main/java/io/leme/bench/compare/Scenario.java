package io.leme.bench.compare;

import io.leme.bench.load.Connections;
import io.leme.bench.load.Keys;
import io.leme.bench.load.LoadDriver;
import io.leme.bench.load.Loads;
import io.leme.bench.load.Measurement;
import io.leme.bench.load.Pace;
import io.leme.bench.load.Phases;
import io.leme.bench.load.WatchLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One load on a cluster of one size. Written as `put:3:256` (kind, members, in flight) or, for
/// watch, `watch:3:8:1000` (with the number of watchers behind).
public record Scenario(Kind kind, int members, int inFlight, int watchers) {
    private static final Pattern FORM =
            Pattern.compile("(put|get|watch):([135]):(\\d{1,6})(?::(\\d{1,6}))?");

    private static final int KEYS = 100_000;
    private static final int VALUE_BYTES = 256;
    private static final int DEFAULT_WATCHERS = 100;

    /// What is sent. `GET` is a linearizable read of one key, which no one has put: it measures the
    /// way to the answer, not the storage.
    public enum Kind {
        PUT,
        GET,
        WATCH
    }

    public static Scenario parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a scenario is put|get|watch:MEMBERS:IN_FLIGHT[:WATCHERS], not " + text);
        }
        return new Scenario(
                Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                Optional.ofNullable(form.group(4)).map(Integer::valueOf).orElse(DEFAULT_WATCHERS));
    }

    public String title() {
        List<String> words = new ArrayList<>();
        words.add(kind.name().toLowerCase(Locale.ROOT));
        words.add(members + (members == 1 ? " member" : " members"));
        words.add(inFlight + " in flight");
        if (kind == Kind.WATCH) {
            words.add(watchers + " watchers");
        }
        return String.join(", ", words);
    }

    Measurement run(Connections connections, Phases phases, Runnable atOpen, Runnable atClose)
            throws InterruptedException {
        Keys keys = new Keys("bench/", KEYS, VALUE_BYTES);
        Pace pace = new Pace.ClosedLoop(inFlight);
        return switch (kind) {
            case PUT ->
                    new LoadDriver(Loads.put(connections, keys), pace, phases).run(atOpen, atClose);
            case GET ->
                    new LoadDriver(Loads.range(connections, keys, 1, false), pace, phases)
                            .run(atOpen, atClose);
            case WATCH ->
                    new WatchLoad(connections, keys, watchers, VALUE_BYTES)
                            .run(pace, phases, atOpen, atClose);
        };
    }
}
