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

/// One operation is one applied change of 256 bytes that reaches `watchers` watchers of its prefix
/// on 8 streams: matching, encoding once, and handing a message to every stream. Changes are
/// published one by one, `burst` of them before the benchmark waits: 1 is a quiet store, 64 one
/// whose apply thread is busy. Writing to sockets is not part of it.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class WatchFanOutBenchmark {
    private static final int CHANGES = 64;

    @Param({"1", "100", "1000"})
    private int watchers;

    @Param({"1", "64"})
    private int burst;

    private final Envelopes envelopes = new Envelopes(100_000);
    private final Bytes key = envelopes.key(1);
    private @Nullable OpenHub hub;

    @Setup
    public void open() throws IOException {
        OpenHub opened = new OpenHub();
        for (int i = 0; i < watchers; i++) {
            opened.watch(new KeyRange(Bytes.utf8("bench/"), Bytes.utf8("bench0")));
        }
        opened.awaitWatchers();
        hub = opened;
    }

    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public void change() {
        OpenHub target = Objects.requireNonNull(hub);
        long events = target.events();
        for (int i = 0; i < CHANGES; i++) {
            target.publish(key, envelopes.value());
            events += watchers;
            if ((i + 1) % burst == 0) {
                target.awaitEvents(events);
            }
        }
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(hub).close();
    }
}
