package io.leme.store.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A crash may come between any two steps of a replacement: what opens then is one whole state.
final class StateDirectoryTest {
    @TempDir private Path parent;
    private Path root;
    private StateDirectory directory;

    @BeforeEach
    void start() {
        root = parent.resolve("state");
        directory = new StateDirectory(root);
        directory.prepare();
    }

    @Test
    void aReplacementTakesTheOldOnesPlace() throws IOException {
        state("current", "old");
        directory.receive(state("../made elsewhere", "new"));
        assertThat(held()).isEqualTo("old");

        directory.swap();

        assertThat(held()).isEqualTo("new");
        assertThat(root).isDirectoryContaining("glob:**/current");
        assertThat(parent.resolve("made elsewhere")).doesNotExist();
    }

    @Test
    void theFirstStateCanBeAReplacement() throws IOException {
        directory.receive(state("../made elsewhere", "new"));

        directory.swap();

        assertThat(held()).isEqualTo("new");
    }

    @Test
    void aCrashBeforeTheSwapKeepsTheOldState() throws IOException {
        state("current", "old");
        state("incoming", "new");

        directory.prepare();

        assertThat(held()).isEqualTo("old");
        assertThat(root.resolve("incoming")).doesNotExist();
    }

    @Test
    void aCrashBetweenTheRenamesBringsTheNewState() throws IOException {
        state("outgoing", "old");
        state("incoming", "new");

        directory.prepare();

        assertThat(held()).isEqualTo("new");
        assertThat(root.resolve("outgoing")).doesNotExist();
    }

    @Test
    void aCrashAfterTheRenamesBringsTheNewState() throws IOException {
        state("outgoing", "old");
        state("current", "new");

        directory.prepare();

        assertThat(held()).isEqualTo("new");
        assertThat(root.resolve("outgoing")).doesNotExist();
    }

    @Test
    void whatWasReceivedButNeverSwappedIsReceivedAgain() throws IOException {
        state("current", "old");
        state("incoming", "stale");
        directory.receive(state("../made elsewhere", "new"));

        directory.swap();

        assertThat(held()).isEqualTo("new");
    }

    private Path state(String name, String content) throws IOException {
        Path made = Files.createDirectories(root.resolve(name).normalize());
        Files.writeString(made.resolve("content"), content);
        return made;
    }

    private String held() throws IOException {
        return Files.readString(directory.current().resolve("content"));
    }
}
