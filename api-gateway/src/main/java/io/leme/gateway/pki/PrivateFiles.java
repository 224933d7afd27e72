package io.leme.gateway.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Whole-file writes that a crash can't tear, with the permissions set from the first byte on.
public final class PrivateFiles {
    private PrivateFiles() {}

    /// Makes the folder, for its owner alone, if it is not there.
    public static void createFolder(Path folder) {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, permissions("rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new UncheckedIOException(folder + " is not a folder", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be made", e);
        }
    }

    /// Puts a file in place for its owner alone (mode 0600): written beside it, synced, renamed.
    public static void writeSecret(Path file, String content) {
        write(file, content, "rw-------");
    }

    /// Puts a file in place that others may read (mode 0644), in the same way.
    public static void writePublic(Path file, String content) {
        write(file, content, "rw-r--r--");
    }

    private static void write(Path file, String content, String mode) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = FileChannel.open(beside, options, permissions(mode))) {
                var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    beside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
