package io.leme.store;

import io.leme.store.base.Histogram;
import io.leme.store.base.Ticker;
import io.leme.store.command.Command;
import io.leme.store.command.Envelope;
import io.leme.store.command.LeaseExpire;
import io.leme.store.command.Result;
import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.RevisionEvents;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Counts what this member has applied since its start, whoever asked for it. Threads: the apply
/// thread counts, any reads.
final class AppliedCounts {
    /// From a second to a quarter of a year.
    private static final int LEASE_BUCKETS = 24;

    final ApplyTimes times = new ApplyTimes(Ticker.SYSTEM);
    final LongAdder events = new LongAdder();
    final LongAdder putBytes = new LongAdder();
    final LongAdder puts = new LongAdder();
    final LongAdder deletes = new LongAdder();
    final LongAdder ranges = new LongAdder();
    final LongAdder txns = new LongAdder();
    final LongAdder leasesGranted = new LongAdder();
    final LongAdder leasesRevoked = new LongAdder();
    final LongAdder leasesExpired = new LongAdder();
    final Histogram leaseSeconds = new Histogram(1, LEASE_BUCKETS);

    void count(List<RevisionEvents> revisions) {
        for (RevisionEvents revision : revisions) {
            events.add(revision.events().size());
            for (Event event : revision.events()) {
                if (event.kind() == Event.Kind.PUT) {
                    putBytes.add(event.kv().key().length() + event.kv().value().length());
                }
            }
        }
    }

    void count(Envelope envelope, List<Result> results) {
        times.applied(envelope.commands(), results);
        for (int i = 0; i < results.size(); i++) {
            count(results.get(i));
            if (results.get(i) instanceof Result.LeaseRevoked) {
                countEnd(envelope.commands().get(i));
            }
        }
    }

    private void countEnd(Command command) {
        if (command instanceof LeaseExpire) {
            leasesExpired.increment();
        }
    }

    private void count(Result result) {
        switch (result) {
            case Result.Putted put -> puts.increment();
            case Result.Deleted deleted -> deletes.increment();
            case Result.Ranged ranged -> ranges.increment();
            case Result.TxnDone txn -> {
                txns.increment();
                txn.responses().forEach(this::count);
            }
            case Result.LeaseGranted granted -> {
                leasesGranted.increment();
                leaseSeconds.record((double) granted.ttlSeconds());
            }
            case Result.LeaseRevoked revoked -> leasesRevoked.increment();
            case Result.Compacted compacted -> {}
            case Result.AlarmSwitched switched -> {}
            case Result.LoggedIn loggedIn -> {}
            case Result.Done done -> {}
            case Result.Rejected rejected -> {}
        }
    }
}
