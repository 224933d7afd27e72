package io.leme.store.service;

import io.leme.store.consensus.ReplicatedState;
import io.leme.store.storage.DurableFiles;
import io.leme.store.storage.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Copies of the whole state for those who keep them elsewhere.
public final class Backups {
    private final ReplicatedState state;
    private final Path directory;
    private final AtomicLong made = new AtomicLong();

    /// `directory` lies on the state's file system and is this object's own: what an earlier run
    /// left there is removed.
    public Backups(ReplicatedState state, Path directory) {
        this.state = state;
        this.directory = directory;
        DurableFiles.deleteTree(directory);
    }

    /// One instant of the state, as a tar archive of its files. It takes space while it is open.
    public Backup open() {
        Path copy = directory.resolve("backup-" + made.incrementAndGet());
        DurableFiles.createDirectories(directory);
        state.checkpoint(copy);
        return new Backup(copy);
    }

    /// A copy on disk, until it is closed.
    public static final class Backup implements AutoCloseable {
        private final Path copy;
        private final TarWriter tar;

        private Backup(Path copy) {
            this.copy = copy;
            this.tar = new TarWriter(copy);
        }

        public long sizeBytes() throws IOException {
            return tar.sizeBytes();
        }

        public void writeTo(OutputStream target) throws IOException {
            tar.writeTo(target);
        }

        @Override
        public void close() {
            DurableFiles.deleteTree(copy);
        }
    }
}
