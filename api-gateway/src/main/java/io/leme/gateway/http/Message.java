package io.leme.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One message of a stream, such as an event: up to three texts one behind the other, so that what
/// many messages share is not copied before they are sent.
///
/// @param head in front
/// @param body shared
/// @param tail behind
@SuppressWarnings("ArrayRecordComponent") // Messages are sent, and nobody compares them.
public record Message(byte[] head, byte[] body, byte[] tail) {
    private static final byte[] NOTHING = {};

    /// A message of one text.
    public static Message of(byte[] text) {
        return new Message(NOTHING, text, NOTHING);
    }

    /// Whether this consists of the very same texts as the other.
    @SuppressWarnings("ReferenceEquality") // The same array is enough: texts are shared.
    boolean isOf(Message other) {
        return body == other.body && head == other.head && tail == other.tail;
    }

    /// Bytes of all three.
    public int size() {
        return head.length + body.length + tail.length;
    }

    /// Bytes of all messages.
    public static int size(List<Message> messages) {
        int bytes = 0;
        for (Message message : messages) {
            bytes += message.size();
        }
        return bytes;
    }

    /// The three as text.
    String text() {
        return new String(head, StandardCharsets.UTF_8)
                + new String(body, StandardCharsets.UTF_8)
                + new String(tail, StandardCharsets.UTF_8);
    }
}
