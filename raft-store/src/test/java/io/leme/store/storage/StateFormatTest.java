package io.leme.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leme.store.base.Bytes;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A state says how its rows are laid out.
class StateFormatTest {
    private static final Bytes KEY = Bytes.utf8("format");

    @TempDir Path directory;
    private Backend state;

    @BeforeEach
    void openAnEmptyState() {
        state = HeapBackend.open(directory.resolve("state"));
    }

    @Test
    void aNewStateIsMarked() {
        StateFormat.claim(state);

        assertThat(state.get(Table.META, KEY)).isEqualTo(Bytes.wrap(new byte[] {1}));
        StateFormat.check(state);
    }

    @Test
    void aStateOfALaterVersionIsRefused() {
        Batch batch = state.newBatch();
        batch.put(Table.META, KEY, Bytes.wrap(new byte[] {2}));
        state.write(batch);

        assertThatExceptionOfType(UnknownFormatException.class)
                .isThrownBy(() -> StateFormat.claim(state))
                .withMessageContaining("format 2");
    }
}
