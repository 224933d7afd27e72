package io.leme.store.mvcc;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Table;
import org.jspecify.annotations.Nullable;

/// How far the state has come. Stored as one row, in the same batch as the data that it speaks of.
///
/// @param appliedIndex index of the last log entry in the state, -1 before the first
/// @param appliedTerm term of that entry, 0 before the first
/// @param revision revision of the last change; 1 on a fresh store, as in etcd
/// @param compactRevision last compaction that was asked for, -1 before the first, as in etcd
public record Position(long appliedIndex, long appliedTerm, long revision, long compactRevision) {
    public static final Position FRESH = new Position(-1, 0, 1, -1);

    /// The key of the row in [Table#META].
    public static final Bytes KEY = Bytes.utf8("position");

    public Position {
        if (revision < 1 || compactRevision > revision) {
            throw new IllegalArgumentException(
                    "revision %d with compaction at %d".formatted(revision, compactRevision));
        }
    }

    public Position at(long index, long term) {
        return new Position(index, term, revision, compactRevision);
    }

    public void writeTo(Batch batch) {
        var row = new ArrayOutput(4 * Long.BYTES);
        row.fixed64(appliedIndex);
        row.fixed64(appliedTerm);
        row.fixed64(revision);
        row.fixed64(compactRevision);
        batch.put(Table.META, KEY, row.toBytes());
    }

    /// Reads the row; a missing one is a fresh store.
    public static Position of(@Nullable Bytes row) {
        if (row == null) {
            return FRESH;
        }
        var input = new ByteInput(row);
        var position =
                new Position(input.fixed64(), input.fixed64(), input.fixed64(), input.fixed64());
        input.end();
        return position;
    }
}
