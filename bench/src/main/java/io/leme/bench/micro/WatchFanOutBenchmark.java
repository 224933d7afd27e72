package io.leme.bench.micro;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.KeyValue;
import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.rpc.WireEvents;
import io.leme.store.watch.Selection;
import io.leme.store.watch.WatchHub;
import io.leme.store.watch.WatchMessage;
import io.leme.store.watch.WatchRequest;
import io.leme.store.watch.WatchSink;
import io.leme.store.watch.WatchStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
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
/// published one by one, 64 before the benchmark waits for them, as when the apply thread is busy.
/// Writing to sockets is not part of it.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class WatchFanOutBenchmark {
    private static final int CHANGES = 64;
    private static final int STREAMS = 8;
    private static final int MAX_REQUEST_BYTES = 1536 * 1024;

    @Param({"1", "100", "1000"})
    private int watchers;

    private final Envelopes envelopes = new Envelopes(100_000);
    private final List<CountingSink> sinks = new ArrayList<>();
    private @Nullable OpenState state;
    private @Nullable WatchHub hub;
    private long revision;

    @Setup
    public void open() throws IOException {
        OpenState opened = new OpenState();
        state = opened;
        revision = revisionOf(opened);
        WatchHub started =
                new WatchHub(
                        opened.applier(),
                        new WireEvents(),
                        Runnable::run,
                        MAX_REQUEST_BYTES,
                        cause -> {
                            throw new IllegalStateException(cause);
                        });
        hub = started;
        started.start();
        KeyRange prefix = new KeyRange(Bytes.utf8("bench/"), Bytes.utf8("bench0"));
        Selection selection = new Selection(prefix, false, false, false);
        List<WatchStream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            CountingSink sink = new CountingSink();
            sinks.add(sink);
            streams.add(started.open(sink));
        }
        for (int i = 0; i < watchers; i++) {
            streams.get(i % STREAMS).create(new WatchRequest(0, selection, 0, false, false));
        }
        await(watchers, CountingSink::created);
    }

    private static long revisionOf(OpenState opened) {
        try (var view = opened.applier().open()) {
            return view.revision();
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public void change() {
        WatchHub target = Objects.requireNonNull(hub);
        long before = total(CountingSink::events);
        for (int i = 0; i < CHANGES; i++) {
            target.changed(List.of(next()));
        }
        await(before + (long) CHANGES * watchers, CountingSink::events);
    }

    private RevisionEvents next() {
        revision++;
        Bytes key = envelopes.randomKey();
        KeyValue kv = new KeyValue(key, envelopes.value(), revision, revision, 1, 0);
        return new RevisionEvents(
                revision, List.of(new Event(Event.Kind.PUT, kv, Optional.empty())));
    }

    private void await(long count, ToLongFunction<CountingSink> what) {
        while (total(what) < count) {
            Thread.onSpinWait();
        }
    }

    private long total(ToLongFunction<CountingSink> what) {
        return sinks.stream().mapToLong(what).sum();
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(hub).close();
        Objects.requireNonNull(state).close();
    }

    private static final class CountingSink implements WatchSink {
        private final AtomicLong created = new AtomicLong();
        private final AtomicLong events = new AtomicLong();

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void send(WatchMessage message) {
            switch (message) {
                case WatchMessage.Created one -> created.setRelease(created.getPlain() + 1);
                case WatchMessage.Events some ->
                        events.setRelease(events.getPlain() + some.batch().encoded().size());
                case WatchMessage.Refused unexpected -> throw unexpected(unexpected);
                case WatchMessage.Canceled unexpected -> throw unexpected(unexpected);
                case WatchMessage.Compacted unexpected -> throw unexpected(unexpected);
                case WatchMessage.Progress unexpected -> throw unexpected(unexpected);
            }
        }

        private static IllegalStateException unexpected(WatchMessage message) {
            return new IllegalStateException("unexpected: " + message);
        }

        @Override
        public void requestMore() {}

        long created() {
            return created.getAcquire();
        }

        long events() {
            return events.getAcquire();
        }
    }
}
