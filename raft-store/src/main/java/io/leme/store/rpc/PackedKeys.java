package io.leme.store.rpc;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.leme.store.base.Bytes;
import io.leme.store.mvcc.KeySink;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.RangeResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The keys of a range as the bytes that they have in its answer, written as they are found. Each
/// lies in one piece as a whole; the first piece is small, because most ranges are.
///
/// Threads: written and read by one after the other.
final class PackedKeys implements KeySink {
    private static final int FIRST_PIECE_BYTES = 512;

    private final Chunks chunks;
    private final List<Piece> pieces = new ArrayList<>();
    private long closedBytes;
    private int count;
    private Bytes lastKey = Bytes.EMPTY;

    private static final class Piece {
        final byte[] array;
        final CodedOutputStream output;

        Piece(byte[] array) {
            this.array = array;
            this.output = CodedOutputStream.newInstance(array);
        }

        int length() {
            return output.getTotalBytesWritten();
        }
    }

    PackedKeys(Chunks chunks) {
        this.chunks = chunks;
    }

    @Override
    public void take(
            Bytes key,
            ByteBuffer value,
            long createRevision,
            long modRevision,
            long version,
            long lease) {
        int bytes =
                sizeOfBytes(KeyValue.KEY_FIELD_NUMBER, key.length())
                        + sizeOfBytes(KeyValue.VALUE_FIELD_NUMBER, value.remaining())
                        + sizeOfNumber(KeyValue.CREATE_REVISION_FIELD_NUMBER, createRevision)
                        + sizeOfNumber(KeyValue.MOD_REVISION_FIELD_NUMBER, modRevision)
                        + sizeOfNumber(KeyValue.VERSION_FIELD_NUMBER, version)
                        + sizeOfNumber(KeyValue.LEASE_FIELD_NUMBER, lease);
        try {
            CodedOutputStream output = outputFor(bytes);
            output.writeTag(RangeResponse.KVS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            output.writeUInt32NoTag(bytes);
            write(output, KeyValue.KEY_FIELD_NUMBER, ByteBuffer.wrap(key.unsafeArray()));
            write(output, KeyValue.CREATE_REVISION_FIELD_NUMBER, createRevision);
            write(output, KeyValue.MOD_REVISION_FIELD_NUMBER, modRevision);
            write(output, KeyValue.VERSION_FIELD_NUMBER, version);
            write(output, KeyValue.VALUE_FIELD_NUMBER, value);
            write(output, KeyValue.LEASE_FIELD_NUMBER, lease);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        lastKey = key;
        count++;
    }

    int count() {
        return count;
    }

    /// The key that was taken last.
    Bytes lastKey() {
        return lastKey;
    }

    long bytes() {
        return closedBytes + (pieces.isEmpty() ? 0 : pieces.getLast().length());
    }

    void writeTo(OutputStream target) throws IOException {
        for (Piece piece : pieces) {
            target.write(piece.array, 0, piece.length());
        }
    }

    /// The bytes once more, for those who would rather read them.
    InputStream toStream() {
        List<InputStream> streams =
                pieces.stream()
                        .<InputStream>map(
                                piece -> new ByteArrayInputStream(piece.array, 0, piece.length()))
                        .toList();
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /// Nobody reads the bytes any more.
    void release() {
        pieces.forEach(piece -> chunks.give(piece.array));
        pieces.clear();
    }

    private CodedOutputStream outputFor(int bytes) {
        int needed =
                CodedOutputStream.computeTagSize(RangeResponse.KVS_FIELD_NUMBER)
                        + CodedOutputStream.computeUInt32SizeNoTag(bytes)
                        + bytes;
        if (pieces.isEmpty()) {
            pieces.add(new Piece(new byte[Math.max(needed, FIRST_PIECE_BYTES)]));
        } else if (pieces.getLast().output.spaceLeft() < needed) {
            closedBytes += pieces.getLast().length();
            boolean fits = needed <= Chunks.CHUNK_BYTES;
            pieces.add(new Piece(fits ? chunks.take() : new byte[needed]));
        }
        return pieces.getLast().output;
    }

    /// Fields without a value do not travel.
    private static int sizeOfBytes(int field, int length) {
        return length == 0
                ? 0
                : CodedOutputStream.computeTagSize(field)
                        + CodedOutputStream.computeUInt32SizeNoTag(length)
                        + length;
    }

    private static int sizeOfNumber(int field, long number) {
        return number == 0 ? 0 : CodedOutputStream.computeInt64Size(field, number);
    }

    private static void write(CodedOutputStream output, int field, ByteBuffer bytes)
            throws IOException {
        if (bytes.hasRemaining()) {
            output.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            output.writeUInt32NoTag(bytes.remaining());
            output.write(bytes);
        }
    }

    private static void write(CodedOutputStream output, int field, long number) throws IOException {
        if (number != 0) {
            output.writeInt64(field, number);
        }
    }
}
