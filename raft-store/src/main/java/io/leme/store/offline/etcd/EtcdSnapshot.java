package io.leme.store.offline.etcd;

import com.google.protobuf.UnknownFieldSet;
import io.leme.store.auth.AuthState;
import io.leme.store.auth.AuthTable;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.lease.Lease;
import io.leme.store.lease.LeaseTable;
import io.leme.store.mvcc.Position;
import io.leme.store.offline.FoundingDirectory;
import io.leme.store.offline.SnapshotFile;
import io.leme.store.offline.bolt.BoltFile;
import io.leme.store.offline.bolt.Bucket;
import io.leme.store.storage.Backend;
import io.leme.store.storage.BackendFactory;
import io.leme.store.storage.Batch;
import io.leme.store.storage.WriteSet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A snapshot that an etcd saved, as the first state of a store.
public final class EtcdSnapshot implements FoundingDirectory.Source {
    private static final int LEASE_TTL = 2;
    private static final Bytes SCHEDULED = Bytes.utf8("scheduledCompactRev");
    private static final Bytes FINISHED = Bytes.utf8("finishedCompactRev");

    private final SnapshotFile file;
    private final boolean checked;
    private final BackendFactory backends;

    /// @param checked false for a file without a checksum, such as a copy of `member/snap/db`
    public EtcdSnapshot(SnapshotFile file, boolean checked, BackendFactory backends) {
        this.file = file;
        this.checked = checked;
        this.backends = backends;
    }

    @Override
    public void fill(Path directory) throws IOException {
        long content = checked ? file.verify() : file.contentBytes();
        try (Arena memory = Arena.ofConfined();
                Backend state = backends.open(directory)) {
            BoltFile database = BoltFile.map(file.path(), content, memory);
            long compacted = compacted(database.root());
            leases(database.root(), state);
            long revision = new KeyRows(state, compacted).copy(database.root());
            auth(database.root(), state);
            Batch batch = state.newBatch();
            Position fresh = Position.FRESH;
            new Position(
                            fresh.appliedIndex(),
                            fresh.appliedTerm(),
                            Math.max(revision, compacted),
                            compacted)
                    .writeTo(batch);
            state.write(batch);
            state.flush();
        }
    }

    /// A compaction that was begun counts: an etcd finishes it when it starts.
    private static long compacted(Bucket root) throws IOException {
        Map<Bytes, Bytes> facts = new HashMap<>();
        Optional<Bucket> meta = root.bucket("meta");
        if (meta.isPresent()) {
            meta.get().forEach(facts::put);
        }
        return Math.max(revision(facts.get(SCHEDULED)), revision(facts.get(FINISHED)));
    }

    private static long revision(@Nullable Bytes row) throws IOException {
        return row == null ? Position.FRESH.compactRevision() : RevisionKey.of(row).main();
    }

    /// A lease is a message of id (1) and granted seconds (2).
    private static void leases(Bucket root, Backend state) throws IOException {
        Optional<Bucket> bucket = root.bucket("lease");
        if (bucket.isEmpty()) {
            return;
        }
        Batch batch = state.newBatch();
        var rows = new WriteSet(state, batch);
        var leases = new LeaseTable(rows);
        bucket.get()
                .forEach((key, row) -> {
                    var fields = UnknownFieldSet.parseFrom(row.toArray());
                    long ttl = fields.getField(LEASE_TTL).getVarintList().getLast();
                    leases.grant(new Lease(new ByteInput(key).fixed64(), ttl));
                });
        rows.seal();
        state.write(batch);
    }

    private static void auth(Bucket root, Backend state) throws IOException {
        Batch batch = state.newBatch();
        var rows = new WriteSet(state, batch);
        AuthTable.write(rows, AuthState.FRESH, AuthRows.read(root));
        rows.seal();
        state.write(batch);
    }
}
