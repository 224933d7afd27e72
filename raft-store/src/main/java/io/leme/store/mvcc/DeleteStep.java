package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs a deletion, alone or inside a transaction.
final class DeleteStep {
    private final KeyReader keys;
    private final Mutation mutation;

    DeleteStep(KeyReader keys, Mutation mutation) {
        this.keys = keys;
        this.mutation = mutation;
    }

    /// The result's revision is the new one once anything has changed, here or before.
    Result.Deleted run(DeleteRange delete) {
        Map<Bytes, Version> doomed = doomed(delete.range());
        doomed.forEach(mutation::delete);

        List<KeyValue> previous = new ArrayList<>();
        if (delete.prevKv()) {
            doomed.forEach((key, version) -> previous.add(version.toKeyValue(key)));
        }
        return new Result.Deleted(mutation.revisionSoFar(), doomed.size(), previous);
    }

    /// Read as a whole before the first deletion: tables are not changed under a cursor.
    private Map<Bytes, Version> doomed(KeyRange range) {
        Map<Bytes, Version> doomed = new TreeMap<>();
        if (range.isSingle()) {
            Version version = keys.latest(range.from());
            if (version != null) {
                doomed.put(range.from(), version);
            }
        } else if (!range.isEmpty()) {
            try (KeyCursor cursor = keys.latest(range)) {
                while (cursor.next()) {
                    doomed.put(cursor.key(), cursor.version());
                }
            }
        }
        return doomed;
    }
}
