package io.leme.store.mvcc;

import io.leme.store.command.DeleteRange;
import io.leme.store.command.Operation;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.LeaseTable;

/// The preconditions of a decided transaction, all of them looked at before its first operation
/// runs: first those of every put, then those of every range (etcd: checkPut, checkRange).
final class TxnCheck {
    private final KeyReader keys;
    private final LeaseTable leases;
    private final Revisions revisions;

    TxnCheck(KeyReader keys, LeaseTable leases, Revisions revisions) {
        this.keys = keys;
        this.leases = leases;
        this.revisions = revisions;
    }

    /// @throws StoreException when the transaction must not run
    void check(TxnPath path) {
        checkPuts(path);
        checkRanges(path, revisions);
    }

    private void checkPuts(TxnPath path) {
        int nested = 0;
        for (Operation operation : path.operations()) {
            switch (operation) {
                case Put put -> checkPut(put);
                case Txn inner -> checkPuts(path.nested().get(nested++));
                case Range range -> {}
                case DeleteRange delete -> {}
            }
        }
    }

    private void checkPut(Put put) {
        boolean mustExist = put.ignoreValue() || put.ignoreLease();
        if (mustExist && !keys.exists(put.key())) {
            throw new StoreException(StoreError.KEY_NOT_FOUND);
        }
        if (put.lease() != 0 && !leases.exists(put.lease())) {
            throw new StoreException(StoreError.LEASE_NOT_FOUND);
        }
    }

    static void checkRanges(TxnPath path, Revisions revisions) {
        int nested = 0;
        for (Operation operation : path.operations()) {
            switch (operation) {
                case Range range -> revisions.requireReadableInTxn(range.revision());
                case Txn inner -> checkRanges(path.nested().get(nested++), revisions);
                case Put put -> {}
                case DeleteRange delete -> {}
            }
        }
    }
}
