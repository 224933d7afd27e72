package io.leme.gateway.http.resource;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.http.Message;
import io.leme.gateway.http.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Puts a list together from texts that exist already, a piece at a time: a list of any length
/// takes no more than one piece beside its objects.
///
/// Threads: written by one.
final class PlainListSource implements Reply.Source {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final byte[] ITEMS = ",\"items\":[".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head;
    private final byte[] itemHead;
    private final List<ApiObject> items;

    /// @param head the list without its items, an object
    /// @param itemHead how items begin that do not repeat their kind
    PlainListSource(byte[] head, byte[] itemHead, List<ApiObject> items) {
        this.head = head;
        this.itemHead = itemHead;
        this.items = items;
    }

    /// The whole list, for one that is not large.
    byte[] whole() {
        var bytes = new ByteArrayOutputStream(PIECE_BYTES);
        begin(bytes);
        for (int number = 0; number < items.size(); number++) {
            add(number, bytes);
        }
        end(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void writeTo(Reply.Sink sink) throws InterruptedException {
        var piece = new ByteArrayOutputStream(PIECE_BYTES + PIECE_BYTES / 8);
        begin(piece);
        for (int number = 0; number < items.size(); number++) {
            add(number, piece);
            if (piece.size() >= PIECE_BYTES && !send(piece, sink)) {
                return;
            }
        }
        end(piece);
        boolean _ = send(piece, sink);
    }

    private void begin(ByteArrayOutputStream piece) {
        piece.write(head, 0, head.length - 1);
        piece.writeBytes(ITEMS);
    }

    private void add(int number, ByteArrayOutputStream piece) {
        byte[] json = items.get(number).json();
        int skip = startsWith(json, itemHead) ? itemHead.length : 1;
        if (number > 0) {
            piece.write(',');
        }
        piece.write('{');
        piece.write(json, skip, json.length - skip);
    }

    private static void end(ByteArrayOutputStream piece) {
        piece.write(']');
        piece.write('}');
    }

    private static boolean send(ByteArrayOutputStream piece, Reply.Sink sink)
            throws InterruptedException {
        boolean there = sink.write(List.of(Message.of(piece.toByteArray())));
        piece.reset();
        return there;
    }

    /// Nothing to do: it ends by itself, or when its client has left.
    @Override
    public void stop() {}

    private static boolean startsWith(byte[] text, byte[] head) {
        return text.length > head.length
                && Arrays.equals(text, 0, head.length, head, 0, head.length);
    }
}
