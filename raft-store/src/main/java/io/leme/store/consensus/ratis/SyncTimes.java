package io.leme.store.consensus.ratis;

import io.leme.store.consensus.LogMetrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.apache.ratis.metrics.Timekeeper;

/// Times the syncs of one member's log.
final class SyncTimes implements LogMetrics, Timekeeper {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final List<LongConsumer> recorders = new CopyOnWriteArrayList<>();

    @Override
    public long syncs() {
        return count.sum();
    }

    @Override
    public long syncNanos() {
        return nanos.sum();
    }

    @Override
    public void onSync(LongConsumer recorder) {
        recorders.add(recorder);
    }

    @Override
    public Context time() {
        long started = System.nanoTime();
        return () -> {
            long took = System.nanoTime() - started;
            count.increment();
            nanos.add(took);
            recorders.forEach(recorder -> recorder.accept(took));
            return took;
        };
    }
}
