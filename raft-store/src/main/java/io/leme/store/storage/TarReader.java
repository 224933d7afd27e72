package io.leme.store.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/// Unpacks what a [TarWriter] packed: plain files of one directory. Anything else in an archive is
/// refused, as are names that lead elsewhere.
public final class TarReader {
    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_END = 156;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final InputStream archive;

    public TarReader(InputStream archive) {
        this.archive = archive;
    }

    /// Writes the files into `directory`, which exists and is empty.
    ///
    /// @throws IOException also when this is no such archive
    public void unpack(Path directory) throws IOException {
        for (byte[] header = block(); !isEnd(header); header = block()) {
            check(header);
            String name = text(header, 0, 100);
            if (!NAME.matcher(name).matches()) {
                throw new IOException("not a name of a file of a state: " + name);
            }
            copy(directory.resolve(name), number(header, 124, 12));
        }
    }

    private void copy(Path file, long size) throws IOException {
        try (OutputStream target = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            byte[] piece = new byte[64 * 1024];
            long left = size;
            while (left > 0) {
                int count = archive.readNBytes(piece, 0, (int) Math.min(piece.length, left));
                if (count == 0) {
                    throw new EOFException("the archive ends within " + file.getFileName());
                }
                target.write(piece, 0, count);
                left -= count;
            }
        }
        archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private byte[] block() throws IOException {
        byte[] block = archive.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("the archive has no end");
        }
        return block;
    }

    private static boolean isEnd(byte[] header) {
        return header[0] == 0;
    }

    private static void check(byte[] header) throws IOException {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_END;
            sum += own ? ' ' : Byte.toUnsignedInt(header[i]);
        }
        boolean plain = header[156] == '0' && text(header, 257, 5).equals("ustar");
        if (!plain || sum != number(header, CHECKSUM_AT, 8)) {
            throw new IOException("not an archive of a state");
        }
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }

    private static long number(byte[] header, int offset, int length) throws IOException {
        String digits = text(header, offset, length).strip();
        try {
            return Long.parseLong(digits, 8);
        } catch (NumberFormatException malformed) {
            throw new IOException("not an archive of a state", malformed);
        }
    }
}
