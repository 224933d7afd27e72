package io.leme.store.watch;

import io.leme.store.mvcc.Event;

/// Turns an event into the bytes that stand for it in a message.
@FunctionalInterface
public interface EventEncoder {
    byte[] encode(Event event, boolean withPrevious);
}
