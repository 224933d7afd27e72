package io.leme.store.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whose data directory it is. Ids are unsigned and written in hexadecimal, as etcd prints them.
///
/// @param clusterId id of the cluster that the state belongs to
/// @param memberId id of the member that has voted and promised with this directory
public record DirectoryOwner(long clusterId, long memberId) {
    private static final String FILE = "owner";

    /// Marks `directory` as owned by this member, or checks the mark that is there. To be called
    /// before anything in the directory is opened.
    ///
    /// @throws ForeignDirectoryException when it belongs to another member or cluster
    public void claim(Path directory) {
        DurableFiles.createDirectories(directory);
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            check(directory, read(file));
        } else {
            DurableFiles.write(file, mark().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void check(Path directory, String found) {
        if (!found.equals(mark())) {
            throw new ForeignDirectoryException(
                    "data directory %s belongs to %s; this is %s"
                            .formatted(directory, found.strip(), mark().strip()));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StorageException("cannot read " + file, e);
        }
    }

    private String mark() {
        return "member %s of cluster %s%n"
                .formatted(Long.toHexString(memberId), Long.toHexString(clusterId));
    }

    /// The data directory holds the state of somebody else.
    public static final class ForeignDirectoryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ForeignDirectoryException(String what) {
            super(what);
        }
    }
}
