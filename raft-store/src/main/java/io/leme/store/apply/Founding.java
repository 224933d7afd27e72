package io.leme.store.apply;

import io.leme.store.mvcc.Position;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;

/// Makes a state that came from elsewhere the first one of a new cluster.
///
/// It counts as entry 1 of a log that begins behind it, in term 0. So a member that starts with
/// nothing finds no entry to begin with, and fetches the state first.
///
/// @param revisionBump added to the revision (etcd: `--bump-revision`): clients that saw more of
///   the old cluster than was saved do not see revisions twice
/// @param markCompacted whether history before that counts as compacted (etcd: `--mark-compacted`),
///   so that watchers of the old cluster notice
public record Founding(long revisionBump, boolean markCompacted) {
    public static final Founding PLAIN = new Founding(0, false);

    private static final long FIRST_INDEX = 1;

    public Founding {
        if (revisionBump < 0) {
            throw new IllegalArgumentException("a bump of " + revisionBump);
        }
    }

    /// Changes the state and makes it durable. Users, leases, keys and alarms stay; members go.
    public void run(Backend backend) {
        Position before = Position.of(backend.get(Table.META, Position.KEY));
        long revision = Math.addExact(before.revision(), revisionBump);
        Batch batch = backend.newBatch();
        var rows = new WriteSet(backend, batch);
        MemberTable.clear(rows);
        rows.seal();
        new Position(FIRST_INDEX, 0, revision, markCompacted ? revision : before.compactRevision())
                .writeTo(batch);
        backend.write(batch);
        backend.flush();
    }
}
