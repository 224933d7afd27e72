package io.leme.store.judge.etcdctl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.leme.store.judge.process.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One `etcdctl` that was started.
///
/// @param words what it was told
/// @param process its process
/// @param output the file its output goes to
/// @param errors the file its error output goes to
record Job(List<String> words, Process process, Path output, Path errors) {
    /// Closes its input after these last lines.
    void read(String input, boolean last) {
        try {
            var stdin = process.getOutputStream();
            stdin.write(input.getBytes(UTF_8));
            stdin.flush();
            if (last) {
                stdin.close();
            }
        } catch (IOException endedBefore) {
            // It did not want all of its input; what it printed tells why.
        }
    }

    void awaitLines(int lines, Duration bound) {
        Eventually.eventually(
                bound, lines + " lines of " + words, () -> text(output).lines().count() >= lines);
    }

    /// Waits for the end of the process.
    Printed end(Duration bound) {
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: etcdctl " + words);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        boolean message = words.contains("protobuf") && process.exitValue() == 0;
        return new Printed(
                process.exitValue(), message ? fields(output) : text(output), text(errors));
    }

    private static String text(Path file) {
        return new String(bytes(file), UTF_8);
    }

    /// A message by the numbers of its fields.
    private static String fields(Path file) {
        try {
            return UnknownFieldSet.parseFrom(bytes(file)).toString();
        } catch (InvalidProtocolBufferException noMessage) {
            return text(file);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
