package io.leme.bench.micro;

import io.leme.store.command.EnvelopeCodec;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One operation is one put of 256 bytes into 100,000 keys, applied in entries of 256: decoding,
/// multi-version rows, one RocksDB batch, and the new view.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ApplyPutBenchmark {
    private static final int PUTS = 256;
    private static final int KEYS = 100_000;
    private static final int ENTRIES = 512;

    private final List<byte[]> entries = new ArrayList<>();
    private @Nullable OpenState state;
    private int next;

    @Setup
    public void open() throws IOException {
        state = new OpenState();
        Envelopes envelopes = new Envelopes(KEYS);
        for (int i = 0; i < ENTRIES; i++) {
            entries.add(EnvelopeCodec.encode(envelopes.ofPuts(PUTS)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(PUTS)
    public void put() {
        Objects.requireNonNull(state).apply(entries.get(next++ % ENTRIES));
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(state).close();
    }
}
