package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.command.Compact;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Put;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.LeaseTable;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.List;

/// The key space while one log entry is applied: every command sees the ones before it, gets at
/// most one revision, and either changes everything that it should or, when it throws
/// [StoreException], nothing.
///
/// Used by the apply thread, one object per entry.
public final class KeySpace {
    private final WriteSet rows;
    private final LeaseTable leases;
    private final LatestVersions latest;
    private final KeyCounter counter;
    private final KeyReader keys;
    private final long storedRevision;
    private final List<RevisionEvents> changes = new ArrayList<>();
    private long revision;
    private long compactRevision;

    /// Starts from the state that `before` speaks of; changes go to `rows`, and what is remembered
    /// of these, `latest` and `counter`, goes along.
    public KeySpace(
            WriteSet rows,
            LatestVersions latest,
            KeyCounter counter,
            LeaseTable leases,
            Position before) {
        this.rows = rows;
        this.latest = latest;
        this.counter = counter;
        this.leases = leases;
        this.keys = new KeyReader(rows, latest, counter);
        this.storedRevision = before.revision();
        this.revision = before.revision();
        this.compactRevision = before.compactRevision();
    }

    public long revision() {
        return revision;
    }

    public long compactRevision() {
        return compactRevision;
    }

    /// The revisions made so far, in order.
    public List<RevisionEvents> changes() {
        return changes;
    }

    public Result put(Put put) {
        if (put.lease() != 0 && !leases.exists(put.lease())) {
            throw new StoreException(StoreError.LEASE_NOT_FOUND);
        }
        Mutation mutation = begin();
        Result result = new PutStep(keys, mutation).run(put);
        commit(mutation);
        return result;
    }

    public Result delete(DeleteRange delete) {
        Mutation mutation = begin();
        Result result = new DeleteStep(keys, mutation).run(delete);
        commit(mutation);
        return result;
    }

    public Result txn(Txn txn) {
        TxnPath path = TxnPath.decide(txn, keys);
        new TxnCheck(keys, leases, revisions()).check(path);

        Mutation mutation = begin();
        Result result = new TxnRun(keys, mutation).run(path);
        commit(mutation);
        return result;
    }

    /// Only notes the revision; see [Sweep] for what becomes of the rows.
    public Result compact(Compact compact) {
        revisions().requireCompactable(compact.revision());
        compactRevision = compact.revision();
        return new Result.Compacted(revision);
    }

    /// Deletes the keys of a lease in one revision, in key order, and the lease itself.
    public Result revoke(long lease) {
        if (!leases.exists(lease)) {
            throw new StoreException(StoreError.LEASE_NOT_FOUND);
        }
        Mutation mutation = begin();
        for (Bytes key : leases.keys(lease)) {
            Version current = keys.latest(key);
            if (current == null || current.lease() != lease) {
                throw new IllegalStateException(
                        "key %s is attached to lease %x, which it does not carry"
                                .formatted(key, lease));
            }
            mutation.delete(key, current);
        }
        leases.remove(lease);
        commit(mutation);
        return new Result.LeaseRevoked(revision);
    }

    private Revisions revisions() {
        return new Revisions(revision, compactRevision);
    }

    private Mutation begin() {
        Revisions stored = new Revisions(storedRevision, compactRevision);
        return new Mutation(rows, latest, counter, leases, stored, revision + 1);
    }

    private void commit(Mutation mutation) {
        if (!mutation.isEmpty()) {
            revision = mutation.revision();
            changes.add(new RevisionEvents(revision, mutation.events()));
        }
    }
}
