package io.leme.bench.micro;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One operation is one applied change that reaches one of `watchers` watchers, each of a key or a
/// small range of its own: what finding the one costs should not depend on how many there are.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class WatchMatchBenchmark {
    private static final int CHANGES = 64;
    private static final int SHUFFLED = 1 << 16;

    /// What a watcher names.
    public enum Watched {
        KEY,
        RANGE
    }

    @Param({"10", "100000"})
    private int watchers;

    @Param private Watched watched = Watched.KEY;

    private final Envelopes envelopes = new Envelopes(100_000);
    private @Nullable OpenHub hub;
    private final Bytes[] keys = new Bytes[SHUFFLED];
    private int next;

    @Setup
    public void open() throws IOException {
        OpenHub opened = new OpenHub();
        for (int i = 0; i < watchers; i++) {
            opened.watch(
                    switch (watched) {
                        case KEY -> KeyRange.single(envelopes.key(i));
                        case RANGE -> new KeyRange(envelopes.key(i), envelopes.key(i + 1));
                    });
        }
        opened.awaitWatchers();
        // Ready before, because formatting a key costs more than finding its watcher.
        for (int i = 0; i < SHUFFLED; i++) {
            keys[i] = envelopes.key((int) (i * 7919L % watchers));
        }
        hub = opened;
    }

    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public void change() {
        OpenHub target = Objects.requireNonNull(hub);
        long events = target.events();
        for (int i = 0; i < CHANGES; i++) {
            target.publish(keys[next++ & (SHUFFLED - 1)], envelopes.value());
        }
        target.awaitEvents(events + CHANGES);
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(hub).close();
    }
}
