package io.leme.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was packed comes out again, and nothing else is unpacked.
class TarReaderTest {
    @TempDir Path directory;
    private Path packed;
    private Path unpacked;

    @BeforeEach
    void makeDirectories() throws IOException {
        packed = Files.createDirectory(directory.resolve("packed"));
        unpacked = Files.createDirectory(directory.resolve("unpacked"));
    }

    @Test
    void whatWasPackedComesOutAgain() throws IOException {
        Files.write(packed.resolve("MANIFEST-000001"), new byte[1_000]);
        Files.write(packed.resolve("CURRENT"), new byte[512]);
        Files.write(packed.resolve("empty"), new byte[0]);

        unpack(archive());

        assertThat(Files.readAllBytes(unpacked.resolve("MANIFEST-000001"))).hasSize(1_000);
        assertThat(Files.readAllBytes(unpacked.resolve("CURRENT"))).hasSize(512);
        assertThat(unpacked.resolve("empty")).isEmptyFile();
    }

    @Test
    void anArchiveThatWasCutShortIsRefused() throws IOException {
        Files.write(packed.resolve("file"), new byte[2_000]);
        byte[] archive = archive();

        assertThatIOException()
                .isThrownBy(() -> unpack(Arrays.copyOf(archive, 1_500)))
                .withMessageContaining("ends within file");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws IOException {
        Files.write(packed.resolve("xx-outside"), new byte[10]);
        byte[] archive = archive();
        byte[] other = "../outside".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(other, 0, archive, 0, other.length);
        // The sum of the header's bytes, which the name is part of.
        int difference = 0;
        for (int i = 0; i < other.length; i++) {
            difference += other[i] - "xx-outside".charAt(i);
        }
        int sum = Integer.parseInt(new String(archive, 148, 6, StandardCharsets.US_ASCII), 8);
        byte[] digits = "%06o".formatted(sum + difference).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, archive, 148, digits.length);

        assertThatIOException()
                .isThrownBy(() -> unpack(archive))
                .withMessageContaining("../outside");
    }

    @Test
    void anythingElseIsRefused() {
        byte[] noise = new byte[4_096];
        Arrays.fill(noise, (byte) 'x');

        assertThatIOException().isThrownBy(() -> unpack(noise));
    }

    private byte[] archive() throws IOException {
        var archive = new ByteArrayOutputStream();
        new TarWriter(packed).writeTo(archive);
        return archive.toByteArray();
    }

    private void unpack(byte[] archive) throws IOException {
        new TarReader(new ByteArrayInputStream(archive)).unpack(unpacked);
    }
}
