package io.leme.bench.micro;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Command;
import io.leme.store.command.Envelope;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.mvcc.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One operation is one range of `keys` neighbouring keys with values of 256 bytes, out of 100,000,
/// whose keys are looked at and not kept.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class RangeBenchmark {
    private static final int KEYS = 100_000;
    private static final int PUTS = 1000;

    @Param({"1", "1000"})
    private int keys;

    private final Envelopes envelopes = new Envelopes(KEYS);
    private @Nullable OpenState state;
    private int next;
    private long bytes;

    @Setup
    public void fill() throws IOException {
        OpenState opened = new OpenState();
        for (int from = 0; from < KEYS; from += PUTS) {
            List<Command> puts = new ArrayList<>();
            for (int number = from; number < from + PUTS; number++) {
                puts.add(envelopes.put(envelopes.key(number)));
            }
            opened.apply(new Envelope(1, from, puts));
        }
        state = opened;
    }

    @Benchmark
    public Result range() {
        int from = (int) ((next++ * 7919L) % (KEYS - keys));
        Bytes start = envelopes.key(from);
        KeyRange range =
                keys == 1
                        ? KeyRange.single(start)
                        : new KeyRange(start, envelopes.key(from + keys));
        try (View view = Objects.requireNonNull(state).applier().open()) {
            return view.range(
                    Range.of(range),
                    (key, value, create, mod, version, lease) -> bytes += value.remaining());
        }
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(state).close();
    }
}
