package io.leme.store.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leme.store.config.StoreSettings.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir Path directory;

    @Test
    void aDirectoryIsFreshOnce() {
        try (DataDirectory first = DataDirectory.claim(settings())) {
            assertThat(first.isFresh()).isTrue();
        }
        try (DataDirectory second = DataDirectory.claim(settings())) {
            assertThat(second.isFresh()).isFalse();
        }
    }

    @Test
    void theDirectoryOfAnotherMemberIsRefused() {
        DataDirectory.claim(
                        settings(
                                "--name=a",
                                "--initial-cluster=a=http://localhost:2380,"
                                        + "b=http://localhost:2381,c=http://localhost:2382"))
                .close();

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        DataDirectory.claim(
                                settings(
                                        "--name=b",
                                        "--initial-advertise-peer-urls=http://localhost:2381",
                                        "--initial-cluster=a=http://localhost:2380,"
                                                + "b=http://localhost:2381,c=http://localhost:2382")))
                .withMessageContaining("holds data of member")
                .withMessageContaining("(a), but the flags name member");
    }

    @Test
    void theDirectoryOfAnotherClusterIsRefused() {
        DataDirectory.claim(settings()).close();

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> DataDirectory.claim(settings("--initial-cluster-token=other")))
                .withMessageContaining("holds data of cluster cdf818194e3a8c32");
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (DataDirectory held = DataDirectory.claim(settings())) {
            assertThat(held.path()).isEqualTo(directory.toAbsolutePath());
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> DataDirectory.claim(settings()))
                    .withMessageContaining("is in use by another process");
        }
    }

    private StoreSettings settings(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of(more));
        arguments.add("--data-dir=" + directory);
        return ((Request.Start) StoreSettings.parse(arguments, Map.of())).settings();
    }
}
