package io.leme.store.consensus.ratis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leme.store.consensus.LogPosition;
import java.nio.ByteBuffer;

/// One message of a checkpoint stream: a tag byte and its content. The order is a position, then
/// for each file its start, its data in pieces and its end, then the end of all.
sealed interface CheckpointFrame {
    /// Bytes of a file in one message.
    int PIECE_BYTES = 1 << 20;

    record Position(LogPosition position) implements CheckpointFrame {}

    /// @param name path within the checkpoint, with slashes
    record FileStart(String name, long bytes) implements CheckpointFrame {}

    /// @param bytes a view of a part of the file
    record Piece(ByteBuffer bytes) implements CheckpointFrame {}

    /// @param crc32c of the whole file
    record FileEnd(long crc32c) implements CheckpointFrame {}

    record End(int files) implements CheckpointFrame {}

    static byte[] encode(CheckpointFrame frame) {
        return switch (frame) {
            case Position(LogPosition position) ->
                    tagged('P', 16).putLong(position.term()).putLong(position.index()).array();
            case FileStart(String name, long bytes) -> {
                byte[] encoded = name.getBytes(UTF_8);
                yield tagged('F', Long.BYTES + encoded.length).putLong(bytes).put(encoded).array();
            }
            case Piece(ByteBuffer bytes) ->
                    tagged('D', bytes.remaining()).put(bytes.duplicate()).array();
            case FileEnd(long crc32c) -> tagged('E', Long.BYTES).putLong(crc32c).array();
            case End(int files) -> tagged('Z', Integer.BYTES).putInt(files).array();
        };
    }

    /// @throws IllegalArgumentException if this is no frame
    static CheckpointFrame decode(byte[] frame) {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        if (!buffer.hasRemaining()) {
            throw new IllegalArgumentException("an empty checkpoint frame");
        }
        byte tag = buffer.get();
        return switch (tag) {
            case 'P' -> new Position(new LogPosition(buffer.getLong(), buffer.getLong()));
            case 'F' -> {
                long bytes = buffer.getLong();
                yield new FileStart(UTF_8.decode(buffer).toString(), bytes);
            }
            case 'D' -> new Piece(buffer.slice());
            case 'E' -> new FileEnd(buffer.getLong());
            case 'Z' -> new End(buffer.getInt());
            default -> throw new IllegalArgumentException("checkpoint frame with tag " + tag);
        };
    }

    private static ByteBuffer tagged(char tag, int contentBytes) {
        return ByteBuffer.allocate(1 + contentBytes).put((byte) tag);
    }
}
