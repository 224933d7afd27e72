package io.leme.store.judge.lifecycle;

import io.leme.store.judge.process.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Harms the files of a member's replicated log, while the member does not run.
final class LogFiles {
    private LogFiles() {}

    /// Leaves the beginning of a record behind the last whole one, as a write that a power cut
    /// stopped. What was acknowledged before is whole: the disk had confirmed it.
    static void tearTail(Member member, int bytes) {
        Path segment = newestSegment(member);
        byte[] content = read(segment);
        int end = lastWritten(content);
        for (int i = end; i < end + bytes; i++) {
            content[i] = (byte) 0x5a;
        }
        write(segment, content);
    }

    /// Flips bytes in the middle, with whole records behind them.
    static void corruptMiddle(Member member) {
        Path segment = newestSegment(member);
        byte[] content = read(segment);
        int middle = lastWritten(content) / 2;
        for (int i = middle; i < middle + 16; i++) {
            content[i] ^= (byte) 0x5a;
        }
        write(segment, content);
    }

    private static int lastWritten(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static Path newestSegment(Member member) {
        try (Stream<Path> all = Files.walk(member.settings().directory())) {
            return all.filter(path -> path.getFileName().toString().startsWith("log_inprogress_"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new AssertionError("no open segment"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
