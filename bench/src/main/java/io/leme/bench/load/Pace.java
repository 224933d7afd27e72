package io.leme.bench.load;

/// When requests start.
public sealed interface Pace {
    /// Always `inFlight` requests under way.
    record ClosedLoop(int inFlight) implements Pace {
        public ClosedLoop {
            if (inFlight < 1 || inFlight > 100_000) {
                throw new IllegalArgumentException("in flight: 1 to 100000, not " + inFlight);
            }
        }
    }

    /// `perSecond` arrivals, evenly spaced to the millisecond, however slow the answers are; at
    /// most `maxInFlight` at once, and a request that had to wait for its turn counts that wait as
    /// latency.
    record OpenLoop(double perSecond, int maxInFlight) implements Pace {
        public OpenLoop {
            if (!(perSecond > 0) || maxInFlight < 1) {
                throw new IllegalArgumentException("an open loop needs a rate above 0");
            }
        }
    }
}
