package io.leme.store.consensus.ratis;

import io.leme.store.consensus.LogPosition;
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
    ///
    /// @param applied where the state is: only a new one goes with an empty directory
    static void claim(RatisSettings settings, LogPosition applied) throws IOException {
        Path directory = settings.directory();
        String wanted =
                "member %s of cluster %s"
                        .formatted(
                                Long.toHexString(settings.self()),
                                Long.toHexString(settings.cluster()));
        Path file = directory.resolve(FILE);
        String found;
        try {
            found = Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            if (applied.index() >= 0) {
                throw new UnusableLogException(
                        "the state ends with log entry %d, but there is no log in %s"
                                .formatted(applied.index(), directory));
            }
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
