package io.leme.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/// Messages in one piece, in the engine's memory, which is used again and again: what a thousand
/// watchers are sent would keep the collector busy otherwise.
final class JoinedMessages {
    private JoinedMessages() {}

    /// A buffer without any room left, so that nobody further on adds to what others send, too.
    static ByteBuf join(List<Message> messages) {
        int size = Message.size(messages);
        ByteBuf joined = ByteBufAllocator.DEFAULT.directBuffer(size, size);
        for (Message message : messages) {
            joined.writeBytes(message.head());
            joined.writeBytes(message.body());
            joined.writeBytes(message.tail());
        }
        return joined;
    }
}
