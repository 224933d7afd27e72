package io.leme.store.offline;

import io.leme.store.storage.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A snapshot on disk, as `leme snapshot save` and `etcdctl snapshot save` write it.
public record SnapshotFile(Path path) {
    private static final int BLOCK = 512;
    private static final int DIGEST_BYTES = 32;
    private static final int BOLT_MAGIC = 0xED0CDAED;
    private static final int BOLT_MAGIC_AT = 16;

    /// Reads all of it and compares the checksum.
    ///
    /// @return the bytes in front of the checksum
    /// @throws BadSnapshotException when it is not whole
    public long verify() throws IOException {
        long size = Files.size(path);
        long content = size - DIGEST_BYTES;
        if (content <= 0 || content % BLOCK != 0) {
            throw new BadSnapshotException(
                    path + " has no checksum at its end: it is no snapshot, or was cut short");
        }
        MessageDigest digest = sha256();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
            byte[] piece = new byte[64 * 1024];
            for (long left = content; left > 0; ) {
                int count = file.readNBytes(piece, 0, (int) Math.min(piece.length, left));
                if (count == 0) {
                    throw new BadSnapshotException(path + " became shorter while it was read");
                }
                digest.update(piece, 0, count);
                left -= count;
            }
            if (!MessageDigest.isEqual(digest.digest(), file.readNBytes(DIGEST_BYTES))) {
                throw new BadSnapshotException(path + " is damaged: its checksum does not match");
            }
        }
        return content;
    }

    /// The bytes in front of the checksum, if there is one, without a look at them.
    public long contentBytes() throws IOException {
        long size = Files.size(path);
        return size % BLOCK == DIGEST_BYTES ? size - DIGEST_BYTES : size;
    }

    /// Whether an etcd wrote it: its content is a bbolt file.
    public boolean isEtcds() throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            ByteBuffer magic = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            file.read(magic, BOLT_MAGIC_AT);
            return !magic.hasRemaining() && magic.getInt(0) == BOLT_MAGIC;
        }
    }

    /// Verifies it and puts the files of the state into `directory`, which exists and is empty.
    public void unpack(Path directory) throws IOException {
        if (isEtcds()) {
            throw new BadSnapshotException(
                    path + " is a snapshot of etcd: `leme import etcd-snapshot` reads it");
        }
        verify();
        try (FileChannel file = FileChannel.open(path);
                InputStream content = new BufferedInputStream(Channels.newInputStream(file))) {
            new TarReader(content).unpack(directory);
        } catch (IOException unreadable) {
            throw new BadSnapshotException(
                    path + " cannot be unpacked: " + unreadable.getMessage(), unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
