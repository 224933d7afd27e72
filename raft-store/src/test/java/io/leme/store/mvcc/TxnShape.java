package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.Operation;
import io.leme.store.command.Put;
import io.leme.store.command.Txn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells which transactions the door lets through: none that touches a key twice (etcd:
/// `checkIntervals`).
final class TxnShape {
    private TxnShape() {}

    /// True when a branch puts a key twice, or puts a key that it also deletes, at any nesting.
    ///
    /// Like etcd it reads an open-ended delete (`range_end` of one zero byte) as an interval that
    /// holds nothing, so such a delete never collides.
    static boolean touchesKeyTwice(Txn txn) {
        return branch(txn.success()).collides || branch(txn.failure()).collides;
    }

    /// A branch with all that is nested in it. Reading stops at the first collision.
    private static Touched branch(List<Operation> operations) {
        var touched = new Touched();
        for (Operation operation : operations) {
            if (operation instanceof DeleteRange delete) {
                touched.deletes.add(delete.range());
            }
        }
        for (Operation operation : operations) {
            if (operation instanceof Txn nested) {
                touched.addNested(branch(nested.success()), branch(nested.failure()));
            }
        }
        for (Operation operation : operations) {
            if (operation instanceof Put put) {
                touched.addPut(put.key());
            }
        }
        return touched;
    }

    private static final class Touched {
        final Set<Bytes> puts = new HashSet<>();
        final List<KeyRange> deletes = new ArrayList<>();
        boolean collides;

        void addPut(Bytes key) {
            collides |= !puts.add(key) || isDeleted(key);
        }

        /// Only one of the two branches will run, so both may put the same key. Deletes of a nested
        /// transaction count against puts that stand behind it, as they do in etcd.
        void addNested(Touched success, Touched failure) {
            collides |= success.collides || failure.collides;
            for (Bytes key : success.puts) {
                addPut(key);
            }
            for (Bytes key : failure.puts) {
                if (success.puts.contains(key)) {
                    collides |= isDeleted(key);
                } else {
                    addPut(key);
                }
            }
            deletes.addAll(success.deletes);
            deletes.addAll(failure.deletes);
        }

        private boolean isDeleted(Bytes key) {
            for (KeyRange range : deletes) {
                if (!range.isOpenEnded() && range.contains(key)) {
                    return true;
                }
            }
            return false;
        }
    }
}
