package io.leme.store.mvcc;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;

/// The two revisions that bound what can be read. Throws the errors that etcd gives.
///
/// @param current the latest revision
/// @param compacted the last compaction, -1 before the first
record Revisions(long current, long compacted) {

    /// For a range: 0 and below mean the latest revision (etcd: rangeKeys).
    void requireReadable(long revision) {
        if (revision > current) {
            throw new StoreException(StoreError.FUTURE_REVISION);
        }
        if (revision > 0 && revision < compacted) {
            throw new StoreException(StoreError.COMPACTED);
        }
    }

    /// For a range inside a transaction: only 0 means the latest revision, so that a negative one
    /// falls below the compaction (etcd: checkRange).
    void requireReadableInTxn(long revision) {
        if (revision > current) {
            throw new StoreException(StoreError.FUTURE_REVISION);
        }
        if (revision != 0 && revision < compacted) {
            throw new StoreException(StoreError.COMPACTED);
        }
    }

    /// For a compaction: 0 is taken once, on a store that was never compacted.
    void requireCompactable(long revision) {
        if (revision <= compacted) {
            throw new StoreException(StoreError.COMPACTED);
        }
        if (revision > current) {
            throw new StoreException(StoreError.FUTURE_REVISION);
        }
    }
}
