package io.leme.store.service;

import io.leme.store.command.Compare;
import io.leme.store.command.Compare.Operand;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Operation;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import io.leme.store.mvcc.View;
import java.util.ArrayList;
import java.util.List;

/// A transaction that changes nothing whichever branch runs, answered from one view.
final class ReadOnlyTxn {
    private ReadOnlyTxn() {}

    /// A nested transaction makes it a write, as in etcd.
    static boolean isReadOnly(Txn txn) {
        return txn.success().stream().allMatch(Range.class::isInstance)
                && txn.failure().stream().allMatch(Range.class::isInstance);
    }

    static Result run(Txn txn, View view) {
        boolean succeeded = txn.compares().stream().allMatch(compare -> holds(compare, view));
        List<Operation> branch = succeeded ? txn.success() : txn.failure();
        List<Result> responses = new ArrayList<>(branch.size());
        for (Operation operation : branch) {
            if (operation instanceof Range range) {
                responses.add(view.range(range));
            }
        }
        return new Result.TxnDone(view.revision(), succeeded, responses);
    }

    private static boolean holds(Compare compare, View view) {
        List<KeyValue> found = view.range(Range.of(compare.range())).kvs();
        if (!found.isEmpty()) {
            return found.stream().allMatch(kv -> holds(compare, kv));
        }
        return switch (compare.operand()) {
            case Operand.Value value -> false;
            case Operand.Version version -> fits(compare, Long.compare(0, version.wanted()));
            case Operand.CreateRevision create -> fits(compare, Long.compare(0, create.wanted()));
            case Operand.ModRevision mod -> fits(compare, Long.compare(0, mod.wanted()));
            case Operand.Lease lease -> fits(compare, Long.compare(0, lease.wanted()));
            case Operand.Unknown unknown -> fits(compare, 0);
        };
    }

    private static boolean holds(Compare compare, KeyValue kv) {
        int order =
                switch (compare.operand()) {
                    case Operand.Value value -> kv.value().compareTo(value.wanted());
                    case Operand.Version version -> Long.compare(kv.version(), version.wanted());
                    case Operand.CreateRevision create ->
                        Long.compare(kv.createRevision(), create.wanted());
                    case Operand.ModRevision mod -> Long.compare(kv.modRevision(), mod.wanted());
                    case Operand.Lease lease -> Long.compare(kv.lease(), lease.wanted());
                    case Operand.Unknown unknown -> 0;
                };
        return fits(compare, order);
    }

    private static boolean fits(Compare compare, int order) {
        return switch (compare.relation()) {
            case EQUAL -> order == 0;
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case NOT_EQUAL -> order != 0;
            case ALWAYS -> true;
        };
    }
}
