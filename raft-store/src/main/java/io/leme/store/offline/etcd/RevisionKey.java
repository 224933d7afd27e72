package io.leme.store.offline.etcd;

import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.offline.BadSnapshotException;

/// The key of a row of etcd's bucket `key`: revision, `_` and sub revision, 8 bytes each number,
/// and a `t` for a deletion.
record RevisionKey(long main, long sub, boolean deletion) {
    private static final int BYTES = 17;

    static RevisionKey of(Bytes row) throws BadSnapshotException {
        boolean marked = row.length() == BYTES + 1 && row.at(BYTES) == 't';
        if ((row.length() != BYTES && !marked) || row.at(Long.BYTES) != '_') {
            throw new BadSnapshotException("the database is damaged: no revision: " + row);
        }
        var input = new ByteInput(row);
        long main = input.fixed64();
        input.skip(1);
        return new RevisionKey(main, input.fixed64(), marked);
    }
}
