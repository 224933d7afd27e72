package io.leme.store.rpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of a WatchResponse: its own fields, then the events, which many responses share. gRPC
/// drains it into its buffers without a copy in between.
final class WatchFrame extends InputStream implements Drainable, KnownLength {
    private final byte[] head;
    private final List<byte[]> events;
    private final int length;
    private @Nullable InputStream rest;

    WatchFrame(byte[] head, List<byte[]> events, int eventBytes) {
        this.head = head;
        this.events = events;
        this.length = head.length + eventBytes;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        target.write(head);
        for (byte[] event : events) {
            target.write(event);
        }
        return length;
    }

    @Override
    public int available() throws IOException {
        return rest == null ? length : rest.available();
    }

    @Override
    public int read() throws IOException {
        return rest().read();
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        return rest().read(target, offset, count);
    }

    private InputStream rest() {
        InputStream known = rest;
        if (known == null) {
            List<InputStream> tail =
                    events.stream().<InputStream>map(ByteArrayInputStream::new).toList();
            known =
                    new SequenceInputStream(
                            new ByteArrayInputStream(head),
                            new SequenceInputStream(Collections.enumeration(tail)));
            rest = known;
        }
        return known;
    }
}
