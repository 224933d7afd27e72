package io.leme.store.offline;

import io.leme.store.base.Bytes;
import io.leme.store.mvcc.KeyCounter;
import io.leme.store.mvcc.Position;
import io.leme.store.mvcc.Publisher;
import io.leme.store.mvcc.StateHash;
import io.leme.store.mvcc.View;
import io.leme.store.storage.Backend;
import io.leme.store.storage.BackendFactory;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.DurableFiles;
import io.leme.store.storage.StateFormat;
import io.leme.store.storage.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a snapshot holds, in the words of `etcdutl snapshot status`.
///
/// @param hash over the whole state; equal for two snapshots of the same instant, on any member
/// @param revision of the last change
/// @param totalKeys keys that exist at that revision
/// @param totalSizeBytes of the file
public record SnapshotStatus(int hash, long revision, long totalKeys, long totalSizeBytes) {

    /// Verifies and reads all of a snapshot, by unpacking it into a temporary directory.
    public static SnapshotStatus of(SnapshotFile file, BackendFactory backends) throws IOException {
        Path scratch = Files.createTempDirectory("leme-snapshot-");
        try {
            file.unpack(scratch);
            try (Backend state = backends.open(scratch)) {
                StateFormat.check(state);
                StateHash hash = hash(state);
                return new SnapshotStatus(
                        (int) (hash.hash() >>> Integer.SIZE),
                        hash.revision(),
                        keys(state),
                        Files.size(file.path()));
            }
        } finally {
            DurableFiles.deleteTree(scratch);
        }
    }

    /// As lines of text, or as JSON with etcd's names.
    public String text(boolean json) {
        return json
                ? "{\"hash\":%d,\"revision\":%d,\"totalKey\":%d,\"totalSize\":%d}"
                        .formatted(
                                Integer.toUnsignedLong(hash), revision, totalKeys, totalSizeBytes)
                : "%x, %d, %d, %d B".formatted(hash, revision, totalKeys, totalSizeBytes);
    }

    /// Reads every row that counts.
    static StateHash hash(Backend state) {
        var publisher = new Publisher();
        publisher.publish(
                state.snapshot(),
                Position.of(state.get(Table.META, Position.KEY)),
                KeyCounter.of(state));
        try (View view = publisher.open()) {
            return view.stateHash();
        } finally {
            publisher.close();
        }
    }

    private static long keys(Backend state) {
        long count = 0;
        try (Cursor live = state.cursor(Table.LIVE, Bytes.EMPTY, null)) {
            while (live.next()) {
                count++;
            }
        }
        return count;
    }
}
