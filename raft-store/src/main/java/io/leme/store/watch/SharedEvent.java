package io.leme.store.watch;

import io.leme.store.mvcc.Event;
import org.jspecify.annotations.Nullable;

/// An event with its bytes, which are made once and sent to every watcher that gets it.
///
/// Threads: the hub's writes, any reads what it was handed.
final class SharedEvent {
    private final Event event;
    private byte @Nullable [] plain;
    private byte @Nullable [] withPrevious;

    SharedEvent(Event event) {
        this.event = event;
    }

    Event event() {
        return event;
    }

    byte[] encoded(EventEncoder encoder, boolean previous) {
        byte[] known = previous ? withPrevious : plain;
        if (known != null) {
            return known;
        }

        byte[] fresh = encoder.encode(event, previous);
        if (previous) {
            withPrevious = fresh;
        } else {
            plain = fresh;
        }
        return fresh;
    }
}
