package io.leme.store.offline.etcd;

import io.leme.store.base.Bytes;
import io.leme.store.mvcc.KeyImport;
import io.leme.store.mvcc.Position;
import io.leme.store.offline.bolt.Bucket;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.WriteSet;
import io.leme.wire.kv.KeyValue;
import java.io.IOException;
import java.util.Optional;

/// Copies the bucket `key`, all versions of all keys in the order of their revisions, in batches of
/// bounded size.
final class KeyRows {
    private static final int BATCH_ROWS = 1_000;
    private static final int BATCH_BYTES = 4 << 20;

    private final Backend state;
    private final long compacted;
    private Batch batch;
    private WriteSet rows;
    private KeyImport target;
    private int waiting;
    private long waitingBytes;
    private long revision = Position.FRESH.revision();

    KeyRows(Backend state, long compacted) {
        this.state = state;
        this.compacted = compacted;
        this.batch = state.newBatch();
        this.rows = new WriteSet(state, batch);
        this.target = new KeyImport(rows, compacted);
    }

    /// @return the last revision, 1 when there is none
    long copy(Bucket root) throws IOException {
        Optional<Bucket> keys = root.bucket("key");
        if (keys.isPresent()) {
            keys.get().forEach(this::copy);
            write();
        }
        return revision;
    }

    private void copy(Bytes key, Bytes row) throws IOException {
        RevisionKey at = RevisionKey.of(key);
        revision = Math.max(revision, at.main());
        KeyValue known = KeyValue.parseFrom(row.toArray());
        // A restored etcd marks a bumped revision by a row without a key.
        if (known.getKey().isEmpty()) {
            return;
        }
        if (at.deletion()) {
            target.delete(AuthRows.bytes(known.getKey()), at.main(), at.sub());
        } else {
            target.put(keyValue(known), at.sub());
        }
        waiting++;
        waitingBytes += row.length();
        if (waiting == BATCH_ROWS || waitingBytes >= BATCH_BYTES) {
            write();
        }
    }

    private void write() {
        rows.seal();
        state.write(batch);
        batch = state.newBatch();
        rows = new WriteSet(state, batch);
        target = new KeyImport(rows, compacted);
        waiting = 0;
        waitingBytes = 0;
    }

    private static io.leme.store.command.KeyValue keyValue(KeyValue known) {
        return new io.leme.store.command.KeyValue(
                AuthRows.bytes(known.getKey()),
                AuthRows.bytes(known.getValue()),
                known.getCreateRevision(),
                known.getModRevision(),
                known.getVersion(),
                known.getLease());
    }
}
