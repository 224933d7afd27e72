package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Operation;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.Lease;
import io.leme.store.lease.LeaseReader;
import io.leme.store.storage.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// What one published state answers: a snapshot of the tables and the position that it holds.
final class Instant {
    private final Snapshot snapshot;
    private final Position position;
    private final KeyHistogram histogram;
    private final KeyReader keys;

    Instant(Snapshot snapshot, Position position, KeyHistogram histogram) {
        this.snapshot = snapshot;
        this.position = position;
        this.histogram = histogram;
        this.keys = new KeyReader(snapshot, histogram);
    }

    /// The same state in another snapshot of it.
    Instant in(Snapshot other) {
        return new Instant(other, position, histogram);
    }

    Position position() {
        return position;
    }

    /// @throws StoreException when the revision is out of reach
    RangeQuery range(Range range) {
        revisions().requireReadable(range.revision());
        return new RangeQuery(keys, range, position.revision());
    }

    Result.TxnDone readOnly(Txn txn) {
        TxnPath path = TxnPath.decide(txn, keys);
        TxnCheck.checkRanges(path, revisions());

        List<Result> responses = new ArrayList<>();
        for (Operation operation : path.operations()) {
            responses.add(
                    switch (operation) {
                        case Range range -> new RangeQuery(keys, range, position.revision()).run();
                        case Put put -> throw notReadOnly();
                        case DeleteRange delete -> throw notReadOnly();
                        case Txn inner -> throw notReadOnly();
                    });
        }
        return new Result.TxnDone(position.revision(), path.succeeded(), responses);
    }

    private static IllegalArgumentException notReadOnly() {
        return new IllegalArgumentException("a view runs transactions of ranges only");
    }

    View.History history(
            KeyRange range, long from, long to, int maxRevisions, boolean withPrevious) {
        if (from < position.compactRevision()) {
            throw new StoreException(StoreError.COMPACTED);
        }
        long last = Math.min(to, position.revision());
        if (from > last) {
            return new View.History(List.of(), from - 1);
        }
        return new HistoryScan(snapshot, range, withPrevious, position.compactRevision())
                .run(Math.max(0, from), last, maxRevisions);
    }

    List<Lease> leases() {
        return new LeaseReader(snapshot).all();
    }

    List<Bytes> leaseKeys(long lease) {
        return new LeaseReader(snapshot).keys(lease);
    }

    int keyHash(long revision) {
        return new KeyHash(snapshot, position).upTo(revision);
    }

    StateHash stateHash() {
        return new StateDigest(snapshot, position).compute();
    }

    private Revisions revisions() {
        return new Revisions(position.revision(), position.compactRevision());
    }

    void release() {
        snapshot.close();
    }
}
