package io.leme.store.storage;

import java.nio.file.Files;
import java.nio.file.Path;

/// The directory of a member's state: the backend in `current`, and the steps by which another one
/// takes its place.
///
/// A replacement is moved in as `incoming`, then `current` becomes `outgoing`, then `incoming`
/// becomes `current`. Each step is one rename, made durable before the next. [#prepare] finishes or
/// undoes what a crash left half done, so that a complete state opens, old or new:
/// - `current` and `incoming`: the old state still stands; the new one is dropped.
/// - `incoming` alone or beside `outgoing`: the new state takes its place.
/// - `outgoing` beside `current`: the swap was done; the rest is dropped.
public final class StateDirectory {
    private final Path root;

    public StateDirectory(Path root) {
        this.root = root;
    }

    /// Where the backend lives.
    public Path current() {
        return root.resolve("current");
    }

    private Path incoming() {
        return root.resolve("incoming");
    }

    private Path outgoing() {
        return root.resolve("outgoing");
    }

    /// Brings the directory into order after a crash. To be called before the backend is opened.
    public void prepare() {
        DurableFiles.createDirectories(root);
        if (Files.exists(current())) {
            DurableFiles.deleteTree(incoming());
        } else if (Files.exists(incoming())) {
            DurableFiles.move(incoming(), current());
        } else if (Files.exists(outgoing())) {
            DurableFiles.move(outgoing(), current());
        }
        DurableFiles.deleteTree(outgoing());
    }

    /// Takes in `replacement`, a complete backend on the same file system: it is made durable and
    /// moved. The backend that lives here may still be open; nothing of it changes.
    public void receive(Path replacement) {
        DurableFiles.deleteTree(incoming());
        DurableFiles.syncTree(replacement);
        DurableFiles.move(replacement, incoming());
    }

    /// What [#receive] took in, to be looked at before it counts.
    public Path received() {
        return incoming();
    }

    /// Puts what [#receive] took in, in the place of the current backend, which must be closed.
    public void swap() {
        DurableFiles.syncTree(incoming());
        DurableFiles.deleteTree(outgoing());
        if (Files.exists(current())) {
            DurableFiles.move(current(), outgoing());
        }
        DurableFiles.move(incoming(), current());
        DurableFiles.deleteTree(outgoing());
    }
}
