package io.leme.store.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How the single checks of this member's health ended, since its start. Threads: any.
public final class HealthChecks {
    private final Map<Check, Tally> tallies = new ConcurrentHashMap<>();

    /// @param probe etcd's `livez` or `readyz`
    /// @param name of the check, as in the path under which it is made alone
    public record Check(String probe, String name) {}

    /// How one check ended so far.
    public static final class Tally {
        private final LongAdder successes = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private volatile boolean well;

        public long successes() {
            return successes.sum();
        }

        public long failures() {
            return failures.sum();
        }

        /// Whether it ended well the last time.
        public boolean isWell() {
            return well;
        }
    }

    /// There are few checks: this holds no more than one tally for each.
    public void made(Check check, boolean well) {
        Tally tally = tallies.computeIfAbsent(check, fresh -> new Tally());
        (well ? tally.successes : tally.failures).increment();
        tally.well = well;
    }

    /// Those that were made at least once.
    public Map<Check, Tally> tallies() {
        return Map.copyOf(tallies);
    }
}
