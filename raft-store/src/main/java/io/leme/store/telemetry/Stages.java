package io.leme.store.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the time of one call went: stages, one behind the other, from its beginning to its end
/// (etcd: the steps of a trace). Made for those few calls that somebody wants to know this of, out
/// of times that the parts of its way have noted.
///
/// Times are a [io.leme.store.base.Ticker]'s.
public final class Stages {
    /// Stands for the time of something that has not happened.
    public static final long NEVER = Long.MIN_VALUE;

    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final long endedNanos;
    private final List<Stage> stages = new ArrayList<>();
    private long reachedNanos;
    private boolean complete;

    /// A piece of a call's time.
    public record Stage(String name, long beganNanos, long endedNanos) {
        public double milliseconds() {
            return (endedNanos - beganNanos) / NANOS_PER_MILLISECOND;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %.1f ms", name, milliseconds());
        }
    }

    public Stages(long beganNanos, long endedNanos) {
        this.reachedNanos = beganNanos;
        this.endedNanos = endedNanos;
    }

    /// The next stage. One that was never left took all the rest of the time, and what would have
    /// come behind it is left out.
    public Stages then(String name, long leftNanos) {
        if (complete) {
            return this;
        }
        complete = leftNanos == NEVER;
        long until = complete ? endedNanos : leftNanos;
        stages.add(new Stage(name, reachedNanos, until));
        reachedNanos = until;
        return this;
    }

    /// The last stage takes what is left.
    public List<Stage> last(String name) {
        then(name, NEVER);
        return List.copyOf(stages);
    }
}
