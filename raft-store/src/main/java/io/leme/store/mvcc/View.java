package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import io.leme.store.lease.Lease;
import java.util.List;

/// One instant of the key space: data, revision and compact revision belong together and do not
/// change while the view is open. Safe for use by many threads. Close it soon: it pins storage.
///
/// Errors come as [io.leme.store.error.StoreException]: COMPACTED, FUTURE_REVISION.
public interface View extends AutoCloseable {
    /// The revision of this instant; 1 on a fresh store.
    long revision();

    /// The compacted revision; -1 when nothing was ever compacted (etcd's value).
    long compactRevision();

    /// Index of the last log entry whose effects are in the view.
    long appliedIndex();

    /// etcd's Range with all options. The result's revision is this view's, whatever was asked.
    Result.Ranged range(Range range);

    /// The same, with the keys handed to `sink` in the order of the answer; the result holds none.
    Result.Ranged range(Range range, KeySink sink);

    /// The first keys of a range in key order, up to its limit, without an order, filters or a
    /// count: that of the result is of the keys that `sink` got, and the result holds none.
    Result.Ranged page(Range range, KeySink sink);

    /// A transaction whose branches hold ranges only, with etcd's rules for ranges in transactions.
    ///
    /// @throws IllegalArgumentException when the chosen branch holds anything else
    Result.TxnDone readOnly(Txn txn);

    /// History for watchers: the events of keys in `range` from revision `from` (inclusive, at
    /// least the compact revision or COMPACTED is thrown) up to `to` (inclusive), whole revisions
    /// in order, at most `maxRevisions` revisions that hold at least one event. `previous` is
    /// filled when `withPrevious`.
    History history(KeyRange range, long from, long to, int maxRevisions, boolean withPrevious);

    /// `scannedTo` is the last revision that was looked at in full: the next call starts above it.
    record History(List<RevisionEvents> revisions, long scannedTo) {}

    /// All leases, in the order of their ids as unsigned numbers.
    List<Lease> leases();

    /// Keys attached to a lease, in key order.
    List<Bytes> leaseKeys(long lease);

    /// etcd's HashKV: a checksum over all versions that are kept up to `revision`. Reads
    /// everything.
    int keyHash(long revision);

    /// Members that hold the same state hold the same hash, whatever of the compacted history each
    /// has already removed from disk. Reads everything.
    StateHash stateHash();

    @Override
    void close();
}
