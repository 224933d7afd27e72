package io.leme.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder that servers keep their data in while they are measured.
public final class DataFolder {
    private DataFolder() {}

    /// Makes an empty folder below `parent`, which is made too if need be.
    public static Path create(Path parent) throws IOException {
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, "leme-bench-");
    }

    /// Removes it with all that is in it.
    public static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
