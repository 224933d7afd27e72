package io.leme.store.service;

import io.leme.store.command.Compact;
import io.leme.store.config.AutoCompaction;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.Proposer;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compacts by itself, as etcd does: by age, it notes the revision ten times in a period and
/// compacts at the one that is as old as the retention; by number, it looks every five minutes.
/// Only the leader acts, and all members take notes, so that a new leader goes on where the old one
/// was. What failed is tried again at the next run.
///
/// [#run] is called by one thread, every [#interval].
public final class AutoCompactor {
    private static final Logger log = LoggerFactory.getLogger(AutoCompactor.class);
    private static final Duration LONGEST_PERIOD = Duration.ofHours(1);
    private static final int NOTES_PER_PERIOD = 10;
    private static final Duration BY_REVISION_INTERVAL = Duration.ofMinutes(5);

    private final AutoCompaction mode;
    private final LongSupplier revision;
    private final Leadership leadership;
    private final Proposer proposer;
    private final ArrayDeque<Long> notes = new ArrayDeque<>();
    private int notesSinceCompaction;
    private volatile long compacted;
    private volatile boolean failed;

    public AutoCompactor(
            AutoCompaction mode, LongSupplier revision, Leadership leadership, Proposer proposer) {
        this.mode = mode;
        this.revision = revision;
        this.leadership = leadership;
        this.proposer = proposer;
    }

    /// Time between two runs.
    public Duration interval() {
        return switch (mode) {
            case AutoCompaction.Off off -> LONGEST_PERIOD;
            case AutoCompaction.Periodic periodic ->
                    period(periodic.retention()).dividedBy(NOTES_PER_PERIOD);
            case AutoCompaction.ByRevision byRevision -> BY_REVISION_INTERVAL;
        };
    }

    public void run() {
        switch (mode) {
            case AutoCompaction.Off off -> {
                // Nothing is asked for.
            }
            case AutoCompaction.Periodic periodic -> note(periodic.retention());
            case AutoCompaction.ByRevision byRevision ->
                    compact(revision.getAsLong() - byRevision.retention());
        }
    }

    private void note(Duration retention) {
        long kept = Math.max(1, retention.dividedBy(interval()));
        notes.addLast(revision.getAsLong());
        notesSinceCompaction++;
        if (notes.size() <= kept) {
            return;
        }
        long oldest = notes.removeFirst();
        if (notesSinceCompaction >= NOTES_PER_PERIOD || failed) {
            notesSinceCompaction = 0;
            compact(oldest);
        }
    }

    private void compact(long target) {
        if (target <= compacted || target < 1 || !leadership.isLeader()) {
            return;
        }
        failed = false;
        var _ =
                proposer.propose(new Compact(target))
                        .whenComplete((done, failure) -> ended(target, failure));
    }

    /// Who was there before has done what is wanted.
    private void ended(long target, @Nullable Throwable failure) {
        boolean before =
                failure instanceof StoreException refused
                        && refused.error() == StoreError.COMPACTED;
        if (failure == null || before) {
            compacted = target;
            log.info("compacted by itself at revision {}", target);
        } else {
            failed = true;
            log.info("not compacted at revision {}: {}", target, failure.toString());
        }
    }

    private static Duration period(Duration retention) {
        return retention.compareTo(LONGEST_PERIOD) < 0 ? retention : LONGEST_PERIOD;
    }
}
