package io.leme.store.consensus.ratis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Reads a segment file of Ratis 3.3: eight bytes `RaftLog1`, then records, then zeros where space
/// was laid out in advance. A record is the length of its entry as a varint, the entry, and four
/// bytes of CRC-32C over both. An entry begins with its term (field 1) and its index (field 2),
/// each left out when zero.
///
/// @param lastIndex of the last whole record in order, or one less than the first when there is
///   none
/// @param wholeBytes up to where the file is whole
/// @param damaged whether something else than zeros follows there
/// @param moreFollows whether a whole record with a higher index follows the damage
record SegmentScan(long lastIndex, long wholeBytes, boolean damaged, boolean moreFollows) {
    private static final byte[] HEADER = "RaftLog1".getBytes(US_ASCII);
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int TERM_TAG = 1 << 3;
    private static final int INDEX_TAG = 2 << 3;

    /// More entries than a segment can hold: an index beyond is chance, not a record.
    private static final long PLAUSIBLE_STEP = 1 << 24;

    /// @param firstIndex of the segment
    static SegmentScan of(Path file, long firstIndex) throws IOException {
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new UnusableLogException(file + " is too large for a log segment");
            }
            ByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
            return scan(bytes, firstIndex);
        }
    }

    private static SegmentScan scan(ByteBuffer bytes, long firstIndex) {
        int at = headerBytes(bytes);
        long last = firstIndex - 1;
        if (at == HEADER.length) {
            for (Optional<Found> found = record(bytes, at);
                    found.isPresent() && found.get().index() == last + 1;
                    found = record(bytes, at)) {
                last++;
                at = found.get().end();
            }
        }
        boolean damaged = !zerosFrom(bytes, at);
        return new SegmentScan(last, at, damaged, damaged && recordAfter(bytes, at, last));
    }

    /// How many bytes of the header are there.
    private static int headerBytes(ByteBuffer bytes) {
        int at = 0;
        while (at < HEADER.length && at < bytes.limit() && bytes.get(at) == HEADER[at]) {
            at++;
        }
        return at;
    }

    private static boolean zerosFrom(ByteBuffer bytes, int from) {
        for (int at = from; at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean recordAfter(ByteBuffer bytes, int damage, long last) {
        for (int at = damage; at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                Optional<Found> found = record(bytes, at);
                if (found.isPresent() && plausible(found.get().index(), last)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean plausible(long index, long last) {
        return index > last && index - last < PLAUSIBLE_STEP;
    }

    /// The whole record that begins at `at`, if there is one.
    private static Optional<Found> record(ByteBuffer bytes, int at) {
        ByteBuffer in = bytes.duplicate().position(at);
        long length = varint(in);
        if (length < 1
                || length > NodeProperties.MAX_ENTRY_BYTES
                || length + CHECKSUM_BYTES > in.remaining()) {
            return Optional.empty();
        }
        int checksumAt = in.position() + (int) length;
        ByteBuffer entry = in.slice(in.position(), (int) length);
        // Cheap to tell before the whole entry is summed up.
        if (entry.get(0) != TERM_TAG && entry.get(0) != INDEX_TAG) {
            return Optional.empty();
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at, checksumAt - at));
        if ((int) crc.getValue() != bytes.getInt(checksumAt)) {
            return Optional.empty();
        }
        return Optional.of(new Found(index(entry), checksumAt + CHECKSUM_BYTES));
    }

    private static long index(ByteBuffer entry) {
        if (entry.get(entry.position()) == TERM_TAG) {
            entry.get();
            varint(entry);
        }
        if (entry.hasRemaining() && entry.get(entry.position()) == INDEX_TAG) {
            entry.get();
            return varint(entry);
        }
        return 0;
    }

    /// -1 when there is none.
    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }

    private record Found(long index, int end) {}
}
