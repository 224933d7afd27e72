package io.leme.store.rpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/// The bytes of a WatchResponse: its own fields, then the events, which many responses share.
final class WatchFrame extends Frame {
    private final byte[] head;
    private final List<byte[]> events;

    WatchFrame(byte[] head, List<byte[]> events, int eventBytes) {
        super(head.length + eventBytes);
        this.head = head;
        this.events = events;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        target.write(head);
        for (byte[] event : events) {
            target.write(event);
        }
        return length();
    }

    @Override
    InputStream toStream() {
        List<InputStream> tail =
                events.stream().<InputStream>map(ByteArrayInputStream::new).toList();
        return new SequenceInputStream(
                new ByteArrayInputStream(head),
                new SequenceInputStream(Collections.enumeration(tail)));
    }
}
