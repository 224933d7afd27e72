package io.leme.store.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// File operations whose effect is on disk when they return.
public final class DurableFiles {
    private DurableFiles() {}

    public static void createDirectories(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StorageException("cannot create " + directory, e);
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    /// Renames within one file system.
    public static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StorageException("cannot move %s to %s".formatted(from, to), e);
        }
        syncParents(from, to);
    }

    /// Makes `root` and all below durable.
    public static void syncTree(Path root) {
        for (Path path : tree(root)) {
            sync(path);
        }
    }

    /// Deletes `root` and all below; nothing when it does not exist.
    public static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        for (Path path : tree(root)) {
            try {
                Files.delete(path);
            } catch (IOException e) {
                throw new StorageException("cannot delete " + path, e);
            }
        }
    }

    /// `root` and all below, children before their directory.
    private static List<Path> tree(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new StorageException("cannot list " + root, e);
        }
    }

    private static void syncParents(Path from, Path to) {
        Path source = from.toAbsolutePath().getParent();
        Path target = to.toAbsolutePath().getParent();
        if (target != null) {
            sync(target);
        }
        if (source != null && !source.equals(target)) {
            sync(source);
        }
    }

    /// Also a directory can be opened for reading and synchronised, on the systems that we run on.
    private static void sync(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new StorageException("cannot synchronise " + path, e);
        }
    }
}
