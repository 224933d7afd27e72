package io.leme.store.config;

import java.time.Duration;

/// How much history is kept without anyone asking (etcd: `--auto-compaction-mode` and
/// `--auto-compaction-retention`).
public sealed interface AutoCompaction {
    record Off() implements AutoCompaction {}

    /// What is older than `retention` goes.
    record Periodic(Duration retention) implements AutoCompaction {
        public Periodic {
            if (!retention.isPositive()) {
                throw new IllegalArgumentException("a retention is longer than " + retention);
            }
        }
    }

    /// All but the last `retention` revisions go.
    record ByRevision(long retention) implements AutoCompaction {
        public ByRevision {
            if (retention < 1) {
                throw new IllegalArgumentException("a retention is more than " + retention);
            }
        }
    }
}
