package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.consensus.EntryLog.Outcome;
import io.leme.store.consensus.LogPosition;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Damages the log that a member left behind. It holds entry 0 (the configuration) and the lines
/// "first", "second" and "third" as entries 1 to 3.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInspectionTest {
    private Path whereItStopped;
    private byte[] whole;
    private Path directory;
    private Path segment;

    @BeforeAll
    void aMemberWithThreeLinesStops(@TempDir Path made) throws IOException {
        whereItStopped = made;
        try (Cluster cluster = Cluster.start(made, 1)) {
            for (String line : List.of("first", "second", "third")) {
                get(cluster.leader().submit(line));
            }
            segment = openSegment(cluster.settings(1).segments());
        }
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        whole = Arrays.copyOf(bytes, end);
    }

    @BeforeEach
    void everyTestHasACopy(@TempDir Path own) throws IOException {
        directory = own.resolve("copy");
        Cluster.copy(whereItStopped, directory);
        segment = openSegment(directory);
    }

    @Test
    void aWholeLogIsLeftAsItIs() throws IOException {
        inspect(segment.getParent(), LogPosition.NONE);

        assertThat(Files.readAllBytes(segment)).startsWith(whole);
    }

    @Test
    void aTornLastEntryIsCutOffWhereverItIsTorn() throws IOException {
        int last = startOfLastRecord();
        for (int tear = last + 1; tear < whole.length; tear++) {
            byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, tear), whole.length + 4096);
            Files.write(segment, torn);

            inspect(segment.getParent(), new LogPosition(1, 2));

            assertThat(Files.readAllBytes(segment))
                    .as("torn at byte %d", tear)
                    .isEqualTo(Arrays.copyOf(whole, last));
        }
    }

    @Test
    void aMemberStartsAfterATearAndHasTheRest() throws IOException {
        overwrite(whole.length - 6, new byte[6]);

        try (Cluster cluster = Cluster.start(directory, 1)) {
            Cluster.Node only = cluster.leader();
            assertThat(get(only.submit("fourth"))).isEqualTo(new Outcome.Committed());
            assertThat(only.state().lines()).containsExactly("first", "second", "fourth");
        }
    }

    @Test
    void aTearBelowWhatWasOnDiskIsRefused() throws IOException {
        overwrite(whole.length - 6, new byte[6]);

        assertThatThrownBy(() -> inspect(segment.getParent(), new LogPosition(1, 3)))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("after entry 2, though entry 3 was on disk");
    }

    @Test
    void aDamagedEntryBeforeOthersIsRefused() throws IOException {
        int second = indexOf("second");
        overwrite(second, new byte[] {'S'});

        assertThatThrownBy(() -> inspect(segment.getParent(), LogPosition.NONE))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("after entry 1 and before others");
        assertThatThrownBy(() -> Cluster.start(directory, 1))
                .hasCauseInstanceOf(UnusableLogException.class);
    }

    @Test
    void aDamagedClosedSegmentIsRefused() throws IOException {
        Files.write(segment, whole);
        Path closed = Files.move(segment, segment.resolveSibling("log_0-3"));
        inspect(segment.getParent(), LogPosition.NONE);
        segment = closed;
        overwrite(whole.length - 6, new byte[6]);

        assertThatThrownBy(() -> inspect(segment.getParent(), LogPosition.NONE))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("whole up to entry 2 of 3");
    }

    @Test
    void aMissingSegmentIsRefused() throws IOException {
        Files.move(segment, segment.resolveSibling("log_inprogress_9"));

        assertThatThrownBy(() -> inspect(segment.getParent(), new LogPosition(1, 3)))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("begins with entry 9, but the state ends with entry 3");
    }

    @Test
    void theDirectoryOfAnotherMemberIsRefused() throws IOException {
        Path identity = directory.resolve("member1/raft/identity");
        Files.writeString(identity, Files.readString(identity).replace("member 1", "member 2"));

        assertThatThrownBy(() -> Cluster.start(directory, 1))
                .rootCause()
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining(
                        "belongs to member 2 of cluster c1057e4, but this is member 1");
    }

    private static void inspect(Path segments, LogPosition durable) throws IOException {
        new LogInspection(segments, durable).run();
    }

    private static Path openSegment(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().contains("inprogress"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private int indexOf(String text) {
        return new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }

    /// The last record begins where the log is whole once the last byte is wrong.
    private int startOfLastRecord() throws IOException {
        byte[] torn = Arrays.copyOf(whole, whole.length);
        torn[whole.length - 1]++;
        Files.write(segment, torn);
        return (int) SegmentScan.of(segment, 0).wholeBytes();
    }

    private void overwrite(int at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }
}
