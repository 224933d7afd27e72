package io.leme.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each file of `transcripts/watch` is a story that must come out as it is written. Run with
/// `-Dleme.transcripts=rewrite` to write down what comes out instead, for review as a diff.
class WatchTranscriptTest {
    private static final Path STORIES = Path.of("src/test/resources/transcripts/watch");

    @TestFactory
    Stream<DynamicTest> everyStoryComesOutAsWritten() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(STORIES)) {
            files = found.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> tell(file)));
    }

    private static void tell(Path file) throws IOException {
        String written = Files.readString(file);
        String told = WatchTranscript.run(written.lines().toList());
        if ("rewrite".equals(System.getProperty("leme.transcripts"))) {
            Files.writeString(file, told);
        } else {
            assertThat(told).isEqualTo(written);
        }
    }
}
