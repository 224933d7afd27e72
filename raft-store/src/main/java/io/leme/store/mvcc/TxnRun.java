package io.leme.store.mvcc;

import io.leme.store.command.DeleteRange;
import io.leme.store.command.Operation;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import java.util.ArrayList;
import java.util.List;

/// Runs the operations of a decided and checked transaction, in order; each sees the ones before.
final class TxnRun {
    private final KeyReader keys;
    private final Mutation mutation;

    TxnRun(KeyReader keys, Mutation mutation) {
        this.keys = keys;
        this.mutation = mutation;
    }

    Result.TxnDone run(TxnPath path) {
        List<Result> responses = responses(path);
        return new Result.TxnDone(mutation.revisionSoFar(), path.succeeded(), responses);
    }

    private List<Result> responses(TxnPath path) {
        List<Result> responses = new ArrayList<>();
        int nested = 0;
        for (Operation operation : path.operations()) {
            responses.add(
                    switch (operation) {
                        case Put put -> new PutStep(keys, mutation).run(put);
                        case DeleteRange delete -> new DeleteStep(keys, mutation).run(delete);
                        case Range range ->
                                new RangeQuery(keys, range, mutation.revisionSoFar()).run();
                        case Txn inner -> nested(path.nested().get(nested++));
                    });
        }
        return responses;
    }

    /// The header of a nested transaction is there, but empty.
    private Result.TxnDone nested(TxnPath path) {
        return new Result.TxnDone(0, path.succeeded(), responses(path));
    }
}
