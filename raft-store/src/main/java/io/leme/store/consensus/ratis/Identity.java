package io.leme.store.consensus.ratis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Whose log a directory holds: a line of text in it, so that a member never opens another's.
final class Identity {
    private static final String FILE = "identity";

    private Identity() {}

    /// Claims an empty directory, or checks that it was claimed by the same member.
    static void claim(Path directory, long member, long cluster) throws IOException {
        String wanted =
                "member %s of cluster %s"
                        .formatted(Long.toHexString(member), Long.toHexString(cluster));
        Path file = directory.resolve(FILE);
        String found;
        try {
            found = Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            Files.createDirectories(directory);
            Path draft = directory.resolve(FILE + ".new");
            Files.writeString(draft, wanted + System.lineSeparator());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            Directories.sync(directory);
            return;
        }
        if (!found.equals(wanted)) {
            throw new UnusableLogException(
                    "%s belongs to %s, but this is %s".formatted(directory, found, wanted));
        }
    }
}
