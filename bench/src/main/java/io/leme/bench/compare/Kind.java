package io.leme.bench.compare;

import java.util.Arrays;
import java.util.Optional;

/// What a scenario does. `word` is how it is written; `size` says what its last number counts, and
/// is empty when it has none.
public enum Kind {
    /// Puts of 256 bytes to 100,000 keys.
    PUT("put", "", 1, Life.LONG, true),

    /// The same at a fixed rate, with latency counted from the time each put was due. The rate is a
    /// share of what the slowest store did in its warm-up.
    PUT_OPEN("put-open", "% of the slowest", 70, Life.LONG, true),

    /// Kubernetes' transaction: compare the mod revision, put, else get.
    TXN("txn", "", 1, Life.LONG, true),

    /// Linearizable reads of one key out of 10,000 that were put before.
    GET("get", "", 1, Life.LONG, true),

    /// Reads of all keys, with values of 1 KB.
    RANGE("range", "keys", 10_000, Life.LONG, false),

    /// The same by RangeStream, which etcd has from 3.7 on.
    RANGE_STREAM("range-stream", "keys", 10_000, Life.LONG, false),

    /// Counts of all keys.
    COUNT("count", "keys", 1_000_000, Life.LONG, false),

    /// Watchers of one prefix, and puts under it; an operation is an event at a watcher.
    WATCH("watch", "watchers", 100, Life.LONG, false),

    /// A watcher of the past, and puts meanwhile; an operation is an event.
    CATCH_UP("catch-up", "revisions back", 1_000_000, Life.LONG, false),

    /// Puts while one watcher does not read, then its events.
    STALLED_WATCH("stalled-watch", "", 1, Life.LONG, false),

    /// Watchers of a key each, and puts that match one of them.
    WATCHERS("watchers", "watchers", 100_000, Life.ONE_ROUND, false),

    /// Keep-alives of leases.
    KEEP_ALIVE("keep-alive", "", 1, Life.LONG, false),

    /// A store that is filled with keys of 1 KB: puts beside those of the empty one, a restart, and
    /// puts while half as many revisions as keys are compacted.
    LARGE("large", "keys", 20_000_000, Life.ONE_ROUND, false),

    /// From nothing to ready, and then idle.
    START("start", "", 1, Life.ONE_ROUND, true);

    private final String word;
    private final String size;
    private final int defaultSize;
    private final Life life;
    private final boolean ceiling;

    /// Whether clusters live through all rounds, or are started anew for each because what is
    /// measured happens once in a process.
    enum Life {
        LONG,
        ONE_ROUND
    }

    Kind(String word, String size, int defaultSize, Life life, boolean ceiling) {
        this.word = word;
        this.size = size;
        this.defaultSize = defaultSize;
        this.life = life;
        this.ceiling = ceiling;
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /// What the size counts, or nothing.
    Optional<String> size() {
        return Optional.of(size).filter(text -> !text.isEmpty());
    }

    int defaultSize() {
        return defaultSize;
    }

    Life life() {
        return life;
    }

    /// Whether a server that does nothing can take part.
    boolean hasCeiling() {
        return ceiling;
    }
}
