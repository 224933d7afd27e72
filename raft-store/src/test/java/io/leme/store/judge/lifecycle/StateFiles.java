package io.leme.store.judge.lifecycle;

import io.leme.store.base.Bytes;
import io.leme.store.judge.process.Member;
import io.leme.store.storage.Backend;
import io.leme.store.storage.Batch;
import io.leme.store.storage.StateDirectory;
import io.leme.store.storage.Table;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;
import java.nio.file.Path;

/// The state of a member that does not run, as files.
final class StateFiles {
    private StateFiles() {}

    /// Leaves the state as a version would that lays out its rows in another way.
    static void markAsFormat(Member member, int format) {
        Path state = new StateDirectory(member.settings().directory().resolve("state")).current();
        try (Backend rows = RocksBackend.open(state, RocksSettings.DEFAULT)) {
            Batch batch = rows.newBatch();
            batch.put(Table.META, Bytes.utf8("format"), Bytes.wrap(new byte[] {(byte) format}));
            rows.write(batch);
            rows.flush();
        }
    }
}
