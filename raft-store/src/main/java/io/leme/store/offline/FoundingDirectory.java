package io.leme.store.offline;

import io.leme.store.apply.Founding;
import io.leme.store.config.DataDirectory;
import io.leme.store.config.StoreSettings;
import io.leme.store.mvcc.StateHash;
import io.leme.store.storage.Backend;
import io.leme.store.storage.BackendFactory;
import io.leme.store.storage.DurableFiles;
import io.leme.store.storage.StateFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The data directory of a member that founds a cluster with a state from elsewhere. Every founder
/// is given one that is made of the same state.
public final class FoundingDirectory {
    private final StoreSettings settings;
    private final BackendFactory backends;
    private final Log log;

    /// Prepares the log of a member in a directory, to begin behind its state.
    @FunctionalInterface
    public interface Log {
        void found(Path directory) throws IOException;
    }

    /// Where the rows come from.
    @FunctionalInterface
    public interface Source {
        /// Makes a state in `directory`, which exists and is empty.
        void fill(Path directory) throws IOException;
    }

    /// `settings` say whose directory it becomes, and where it lies.
    public FoundingDirectory(StoreSettings settings, BackendFactory backends, Log log) {
        this.settings = settings;
        this.backends = backends;
        this.log = log;
    }

    /// Makes the directory, whole or not at all.
    ///
    /// @throws IOException when its place is taken, or the source is not whole
    public StateHash make(Source source, Founding founding) throws IOException {
        Path place = settings.member().dataDirectory().toAbsolutePath().normalize();
        requireFree(place);
        Path draft = place.resolveSibling(place.getFileName() + ".partial");
        DurableFiles.deleteTree(draft);
        Path state = draft.resolve("state").resolve("current");
        DurableFiles.createDirectories(state);
        boolean made = false;
        try {
            source.fill(state);
            StateHash hash = found(state, founding);
            log.found(draft.resolve("raft"));
            DataDirectory.mark(draft, settings);
            DurableFiles.syncTree(draft);
            DurableFiles.move(draft, place);
            made = true;
            return hash;
        } finally {
            if (!made) {
                DurableFiles.deleteTree(draft);
            }
        }
    }

    private StateHash found(Path state, Founding founding) {
        try (Backend backend = backends.open(state)) {
            StateFormat.claim(backend);
            founding.run(backend);
            return SnapshotStatus.hash(backend);
        }
    }

    private static void requireFree(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> content = Files.list(place)) {
            if (content.findAny().isPresent()) {
                throw new IOException("data-dir \"" + place + "\" is not empty");
            }
        }
    }
}
