package io.leme.store.service;

import io.leme.store.apply.Applier;
import io.leme.store.command.Alarm;
import io.leme.store.consensus.Leadership;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.StateHash;
import io.leme.store.mvcc.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;

/// The state of this member alone, answered without asking the others; and what keeps it in shape.
public final class Maintenance {
    private final Leadership leadership;
    private final Applier state;
    private final Alarms alarms;
    private final SpaceQuota quota;
    private final Duration patience;
    private final ReadQueue reads;
    private final MaintenanceTimes times = new MaintenanceTimes();

    /// A hash over keys up to `revision`; `currentRevision` is the member's when it was taken.
    public record KeyHash(int hash, long revision, long currentRevision, long compactRevision) {}

    /// `patience` bounds a change of leaders; hashes are taken on `reads`.
    public Maintenance(
            Leadership leadership,
            Applier state,
            Alarms alarms,
            SpaceQuota quota,
            Duration patience,
            ReadQueue reads) {
        this.leadership = leadership;
        this.state = state;
        this.alarms = alarms;
        this.quota = quota;
        this.patience = patience;
        this.reads = reads;
    }

    /// The hash over this member's whole state. Reads all of it.
    public CompletableFuture<StateHash> hash() {
        return reads.submit(() -> times.hash(state::stateHash));
    }

    /// etcd's hash over this member's keys up to a revision. Reads all of them.
    ///
    /// Fails with COMPACTED or FUTURE_REVISION for a revision that this member cannot have.
    ///
    /// @param revision 0 for the current one
    public CompletableFuture<KeyHash> keyHash(long revision) {
        return reads.submit(() -> times.keyHash(() -> readKeyHash(revision)));
    }

    private KeyHash readKeyHash(long revision) {
        try (View view = state.open()) {
            long upTo = revision == 0 ? view.revision() : revision;
            return new KeyHash(view.keyHash(upTo), upTo, view.revision(), view.compactRevision());
        }
    }

    /// Gives the space of what was deleted back to the disk. Nobody waits for it but the caller.
    public CompletableFuture<Void> defragment() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("defragment")
                .start(() -> {
                    try {
                        times.defragmenting(state::reclaim);
                        quota.measure();
                        done.complete(null);
                    } catch (RuntimeException failure) {
                        done.completeExceptionally(failure);
                    }
                });
        return done;
    }

    /// Gives the leadership, which this member must have, to another.
    ///
    /// @param isVoter tells the members that may lead
    public CompletableFuture<Void> moveLeader(long target, LongPredicate isVoter) {
        if (!leadership.isLeader()) {
            return CompletableFuture.failedFuture(new StoreException(StoreError.NOT_LEADER));
        }
        if (!isVoter.test(target)) {
            return CompletableFuture.failedFuture(new StoreException(StoreError.BAD_TRANSFEREE));
        }
        return leadership.handTo(target, patience);
    }

    public MaintenanceTimes times() {
        return times;
    }

    public MemberStatus status() {
        long size = state.diskBytes();
        long leader = leadership.leader().orElse(0);
        // Read in this order, so that what is applied is never above what is committed.
        long applied = leadership.appliedIndex();
        long committed = Math.max(applied, leadership.committedIndex());
        return new MemberStatus(
                size,
                Math.min(size, state.liveBytes()),
                quota.quotaBytes(),
                leader,
                committed,
                applied,
                leadership.term(),
                errors(leader));
    }

    private List<String> errors(long leader) {
        List<String> errors = new ArrayList<>();
        if (leader == 0) {
            errors.add(StoreError.NO_LEADER.text());
        }
        alarms.known().stream().map(Maintenance::text).forEach(errors::add);
        return errors;
    }

    /// As a protocol buffer prints itself in Go, whose text etcd shows here.
    private static String text(Alarm alarm) {
        String kind =
                switch (alarm.kind()) {
                    case NO_SPACE -> "NOSPACE";
                    case CORRUPT -> "CORRUPT";
                };
        return "memberID:" + Long.toUnsignedString(alarm.member()) + " alarm:" + kind + " ";
    }
}
