package io.leme.store.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is made of a file that is not whole.
class SnapshotFileTest {
    private static final int CONTENT = 4_096;

    @TempDir Path directory;

    @Test
    void aWholeFileIsVerified() throws Exception {
        assertThat(file(whole()).verify()).isEqualTo(CONTENT);
        assertThat(file(whole()).isEtcds()).isFalse();
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        byte[] damaged = whole();
        damaged[CONTENT / 2] ^= 1;

        refused(damaged, "its checksum does not match");
    }

    @Test
    void aFileThatWasCutShortIsRefused() throws Exception {
        refused(Arrays.copyOf(whole(), 1_000), "was cut short");
        refused(Arrays.copyOf(whole(), CONTENT - 512 + 32), "its checksum does not match");
        refused(new byte[0], "was cut short");
    }

    @Test
    void aDatabaseOfAnEtcdIsToldFromASnapshotOfOurs() throws Exception {
        byte[] content = new byte[CONTENT];
        byte[] magic = {(byte) 0xED, (byte) 0xDA, 0x0C, (byte) 0xED};
        System.arraycopy(magic, 0, content, 16, magic.length);
        SnapshotFile etcds = file(withDigest(content));

        assertThat(etcds.isEtcds()).isTrue();
        assertThatExceptionOfType(BadSnapshotException.class)
                .isThrownBy(() -> etcds.unpack(directory))
                .withMessageContaining("leme import etcd-snapshot");
    }

    private void refused(byte[] bytes, String why) throws IOException {
        SnapshotFile file = file(bytes);
        assertThatExceptionOfType(BadSnapshotException.class)
                .isThrownBy(file::verify)
                .withMessageContaining(why);
    }

    private SnapshotFile file(byte[] bytes) throws IOException {
        return new SnapshotFile(Files.write(directory.resolve("snapshot.db"), bytes));
    }

    private static byte[] whole() throws GeneralSecurityException {
        byte[] content = new byte[CONTENT];
        Arrays.fill(content, (byte) 7);
        return withDigest(content);
    }

    private static byte[] withDigest(byte[] content) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        byte[] all = Arrays.copyOf(content, content.length + digest.length);
        System.arraycopy(digest, 0, all, content.length, digest.length);
        return all;
    }
}
