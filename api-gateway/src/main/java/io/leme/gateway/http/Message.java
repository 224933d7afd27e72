package io.leme.gateway.http;

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

    /// Bytes of all three.
    public int size() {
        return head.length + body.length + tail.length;
    }

    /// All messages, one behind the other.
    static byte[] join(List<Message> messages) {
        byte[] all = new byte[messages.stream().mapToInt(Message::size).sum()];
        int at = 0;
        for (Message message : messages) {
            at = put(message.head, all, at);
            at = put(message.body, all, at);
            at = put(message.tail, all, at);
        }
        return all;
    }

    private static int put(byte[] part, byte[] all, int at) {
        System.arraycopy(part, 0, all, at, part.length);
        return at + part.length;
    }
}
