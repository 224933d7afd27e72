package io.leme.bench.cluster;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that servers keep their data in while they are measured.
public final class DataFolder {
    private DataFolder() {}

    /// Makes an empty folder below `parent`, which is made too if need be.
    public static Path create(Path parent) throws IOException {
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, "leme-bench-");
    }

    /// Bytes of the files in it; of those that vanish meanwhile, perhaps.
    static long bytes(Path folder) throws IOException {
        var files = new SumOfFiles();
        Files.walkFileTree(folder, files);
        return files.bytes;
    }

    private static final class SumOfFiles extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException vanished) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException vanished) {
            return FileVisitResult.CONTINUE;
        }
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
