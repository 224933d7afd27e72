package io.leme.store.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.apply.BackendKind;
import io.leme.store.apply.StateUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TranscriptTest {
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

    /// Told by the hub's own interpreter, in package `watch`.
    private static final Path WATCH_STORIES = TRANSCRIPTS.resolve("watch");

    private static final String SEPARATOR = "----";

    @TempDir private Path root;

    static Stream<Arguments> transcripts() throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(TRANSCRIPTS)) {
            files =
                    tree.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(WATCH_STORIES))
                            .sorted()
                            .toList();
        }
        assertThat(files).isNotEmpty();
        return Stream.of(BackendKind.values())
                .flatMap(kind ->
                        files.stream()
                                .map(file -> TRANSCRIPTS.relativize(file).toString())
                                .map(name -> Arguments.of(kind, name)));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("transcripts")
    void everyStepGetsItsAnswer(BackendKind kind, String name) throws IOException {
        Path file = TRANSCRIPTS.resolve(name);
        List<String> expected = Files.readAllLines(file);
        List<String> played = new ArrayList<>();
        try (var interpreter = new Interpreter(root, new StateUnderTest(root, kind.factory()))) {
            play(expected, played, interpreter);
        }

        if (Boolean.getBoolean("transcript.rewrite")) {
            Files.write(file, played);
        } else {
            assertThat(played).as(name).isEqualTo(expected);
        }
    }

    /// Copies comments and commands, and puts the answers that are given behind them. An answer
    /// ends at an empty line.
    private static void play(List<String> expected, List<String> played, Interpreter interpreter) {
        List<String> step = new ArrayList<>();
        boolean inAnswer = false;
        for (String line : expected) {
            if (inAnswer) {
                if (line.isBlank()) {
                    played.add(line);
                    inAnswer = false;
                }
                continue;
            }
            played.add(line);
            if (line.equals(SEPARATOR)) {
                played.addAll(interpreter.run(step));
                step.clear();
                inAnswer = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                step.add(line);
            }
        }
        assertThat(step).as("commands without an answer").isEmpty();
    }
}
