package io.leme.store.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The files of one directory as a tar archive (POSIX ustar), of which any tar can list and unpack
/// the content. Its size is known before it is written, and is a multiple of 512 bytes.
public final class TarWriter {
    private static final int BLOCK = 512;
    private static final long LARGEST_FILE = 0_77777777777L;

    private final List<Path> files;

    /// `directory` has no directories in it and does not change any more.
    public TarWriter(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            this.files = all.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public long sizeBytes() throws IOException {
        long size = 2L * BLOCK;
        for (Path file : files) {
            size += BLOCK + padded(Files.size(file));
        }
        return size;
    }

    public void writeTo(OutputStream target) throws IOException {
        for (Path file : files) {
            long size = Files.size(file);
            target.write(header(file.getFileName().toString(), size));
            long copied;
            try (InputStream content = Files.newInputStream(file)) {
                copied = content.transferTo(target);
            }
            if (copied != size) {
                throw new IOException(file + " changed its size while it was read");
            }
            target.write(new byte[(int) (padded(size) - size)]);
        }
        target.write(new byte[2 * BLOCK]);
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static byte[] header(String name, long size) {
        if (size > LARGEST_FILE) {
            throw new IllegalArgumentException(name + " is too large for a tar: " + size);
        }
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "00000000000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte octet : header) {
            sum += Byte.toUnsignedInt(octet);
        }
        put(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
