package io.leme.store.apply;

import static io.leme.store.apply.StateUnderTest.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Compact;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.LeaseGrant;
import io.leme.store.command.Range;
import io.leme.store.consensus.LogPosition;
import io.leme.store.error.StoreException;
import io.leme.store.mvcc.StateHash;
import io.leme.store.mvcc.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What survives a stop, a crash and the replacement of the whole state.
final class DurabilityTest {
    @TempDir private Path root;

    @ParameterizedTest
    @EnumSource
    void everythingSurvivesAStop(BackendKind kind) {
        try (var state = open(kind)) {
            fill(state, 0, 20);
            StateHash before = state.applier().stateHash();

            state.reopen(live());

            assertThat(state.observer().calls).isEmpty();
            assertThat(state.applier().stateHash()).isEqualTo(before);
        }
    }

    /// The image of the directory at an arbitrary moment is what a crash leaves behind.
    @ParameterizedTest
    @EnumSource
    void aCrashLosesOnlyWhatTheLogReplays(BackendKind kind) throws IOException {
        try (var state = open(kind)) {
            fill(state, 0, 10);
            LogPosition flushed = state.applier().flush();
            fill(state, 10, 20);
            StateHash before = state.applier().stateHash();
            assertThat(state.applier().durable()).isEqualTo(flushed);
            assertThat(state.applier().applied().index()).isGreaterThan(flushed.index());
            Path image = root.resolve("image");
            copyWhenQuiet(live(), image);
            state.applier().close();

            state.openAfterCrash(image);

            assertThat(state.observer().calls).isNotEmpty();
            assertThat(state.applier().stateHash()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckpointReplacesAnotherMembersState(BackendKind kind) {
        try (var ahead = open(kind);
                var behind = new StateUnderTest(root.resolve("behind"), kind.factory())) {
            fill(ahead, 0, 20);
            behind.apply(put("only here", "x"));
            Path copy = root.resolve("copy");

            LogPosition held = ahead.applier().checkpoint(copy);
            behind.applier().replace(copy);

            assertThat(held).isEqualTo(ahead.applier().applied());
            assertThat(behind.applier().applied()).isEqualTo(held);
            assertThat(behind.applier().stateHash()).isEqualTo(ahead.applier().stateHash());
            assertThat(behind.get("only here").count()).isZero();
            assertThat(behind.observer().calls).endsWith("replaced");
            assertThat(copy).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOlderStateNeverReplacesANewerOne(BackendKind kind) {
        try (var ahead = open(kind);
                var behind = new StateUnderTest(root.resolve("behind"), kind.factory())) {
            fill(ahead, 0, 20);
            behind.apply(put("a", "1"));
            StateHash before = ahead.applier().stateHash();
            Path copy = root.resolve("copy");
            behind.applier().checkpoint(copy);

            assertThatThrownBy(() -> ahead.applier().replace(copy))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(ahead.applier().stateHash()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aViewStaysAsItIsWhileTheStateMovesOn(BackendKind kind) {
        try (var state = open(kind)) {
            fill(state, 0, 5);
            try (View view = state.applier().open()) {
                var before = view.range(Range.of(KeyRange.EVERYTHING));
                long revision = view.revision();

                fill(state, 5, 30);

                assertThat(view.range(Range.of(KeyRange.EVERYTHING))).isEqualTo(before);
                assertThat(view.revision()).isEqualTo(revision);
                assertThat(before.revision()).isEqualTo(revision);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedStoreGivesNoViews(BackendKind kind) {
        var state = open(kind);
        View view = state.applier().open();
        view.close();
        state.close();

        assertThatThrownBy(() -> state.applier().open()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> view.leaseKeys(1)).isInstanceOf(IllegalStateException.class);
    }

    private StateUnderTest open(BackendKind kind) {
        return new StateUnderTest(live(), kind.factory());
    }

    private Path live() {
        return root.resolve("live");
    }

    /// Puts, overwrites, deletions, leases and compactions.
    private static void fill(StateUnderTest state, int from, int to) {
        for (int i = from; i < to; i++) {
            state.apply(
                    new LeaseGrant(100 + i, 60),
                    put("key" + i % 7, "value " + i, i % 3 == 0 ? 100 + i : 0),
                    new DeleteRange(KeyRange.single(Bytes.utf8("key" + (i + 3) % 7)), true));
            if (i % 8 == 5) {
                state.apply(new Compact(i));
            }
        }
    }

    /// Copies until no file came or went meanwhile: the engine tidies up in the background.
    private static void copyWhenQuiet(Path from, Path to) throws IOException {
        Path source = from.resolve("current");
        Path target = Files.createDirectories(to.resolve("current"));
        List<String> before;
        int attempts = 0;
        do {
            assertThat(attempts++).as("attempts to copy a quiet directory").isLessThan(100);
            before = names(source);
            for (String name : before) {
                copy(source.resolve(name), target.resolve(name));
            }
        } while (!names(source).equals(before));
    }

    private static void copy(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(to);
        }
    }

    private static List<String> names(Path directory) {
        String[] names = directory.toFile().list();
        assertThat(names).isNotNull();
        return Stream.of(names).sorted().toList();
    }
}
