package io.leme.store.base;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// How often values of each size came, in buckets whose bounds double.
///
/// Threads: any. What is read while others record may miss their last values.
public final class Histogram {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    /// @param first the upper bound of the first bucket
    /// @param buckets how many have a bound; one more takes what is larger
    public Histogram(double first, int buckets) {
        if (!(first > 0) || buckets < 1) {
            throw new IllegalArgumentException(buckets + " buckets from " + first);
        }
        bounds = new double[buckets];
        counts = new LongAdder[buckets + 1];
        for (int i = 0; i < buckets; i++) {
            bounds[i] = Math.scalb(first, i);
            counts[i] = new LongAdder();
        }
        counts[buckets] = new LongAdder();
    }

    public void record(double value) {
        record(value, 1);
    }

    /// Takes note of a value that came several times.
    public void record(double value, long times) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].add(times);
        sum.add(value * times);
    }

    /// Takes note of a time, in seconds.
    public void recordNanos(long nanos) {
        record(nanos / NANOS_PER_SECOND, 1);
    }

    /// As [#recordNanos(long)], of one that came several times.
    public void recordNanos(long nanos, long times) {
        record(nanos / NANOS_PER_SECOND, times);
    }

    public int buckets() {
        return bounds.length;
    }

    /// The upper bound of a bucket, which belongs to it.
    public double bound(int bucket) {
        return bounds[bucket];
    }

    /// How many values a bucket has, without those before it. The one behind the last has no bound.
    public long count(int bucket) {
        return counts[bucket].sum();
    }

    /// Of all values.
    public double sum() {
        return sum.sum();
    }
}
