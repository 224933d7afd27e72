package io.leme.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramVersionTest {
    @TempDir private Path directory;

    @Test
    void isReadFromWhatTheBinarySays() throws IOException {
        Path binary = directory.resolve("store");
        Files.writeString(binary, "#!/bin/sh\necho 'store Version: 3.4.23'\n");
        assertThat(binary.toFile().setExecutable(true)).isTrue();

        assertThat(ProgramVersion.of(List.of(binary.toString()))).isEqualTo(" 3.4.23");
    }

    @Test
    void isNothingForWhatCannotBeAsked() {
        assertThat(ProgramVersion.of(List.of("/no/such/binary"))).isEmpty();
        assertThat(ProgramVersion.of(List.of("leme", "store"))).isEmpty();
    }
}
