package io.leme.store.mvcc;

import io.leme.store.command.Compare;
import io.leme.store.command.Operation;
import io.leme.store.command.Txn;
import java.util.ArrayList;
import java.util.List;

/// The way that a transaction takes: which branch, and the ways of the transactions nested in that
/// branch. It is decided as a whole before anything runs, so a nested compare does not see a put of
/// the outer transaction (etcd: compareToPath).
///
/// @param nested one path for each nested transaction of `operations`, in order
record TxnPath(boolean succeeded, List<Operation> operations, List<TxnPath> nested) {

    static TxnPath decide(Txn txn, KeyReader before) {
        boolean succeeded = allHold(txn.compares(), before);
        List<Operation> operations = succeeded ? txn.success() : txn.failure();

        List<TxnPath> nested = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof Txn inner) {
                nested.add(decide(inner, before));
            }
        }
        return new TxnPath(succeeded, operations, nested);
    }

    private static boolean allHold(List<Compare> compares, KeyReader before) {
        for (Compare compare : compares) {
            if (!new Condition(compare).holds(before)) {
                return false;
            }
        }
        return true;
    }
}
