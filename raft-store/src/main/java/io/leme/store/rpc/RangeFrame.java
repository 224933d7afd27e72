package io.leme.store.rpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;

/// The bytes of an answer to a range: its own fields, then the keys, whose space it gives back when
/// it is closed, as gRPC does with everything that it was to send.
final class RangeFrame extends Frame {
    private final byte[] head;
    private final PackedKeys keys;

    RangeFrame(byte[] head, PackedKeys keys) {
        super(Math.addExact(head.length, Math.toIntExact(keys.bytes())));
        this.head = head;
        this.keys = keys;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        target.write(head);
        keys.writeTo(target);
        return length();
    }

    @Override
    InputStream toStream() {
        return new SequenceInputStream(new ByteArrayInputStream(head), keys.toStream());
    }

    @Override
    public void close() {
        keys.release();
    }
}
