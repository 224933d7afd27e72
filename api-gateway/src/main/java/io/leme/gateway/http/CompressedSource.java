package io.leme.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Another source, compressed: what the compressor gave so far is sent on whenever it is enough to
/// be worth a message.
///
/// @param plain what is compressed
record CompressedSource(Reply.Source plain) implements Reply.Source {
    private static final int ENOUGH_BYTES = 16 * 1024;

    @Override
    public void writeTo(Reply.Sink sink) throws InterruptedException {
        var bytes = new ByteArrayOutputStream(2 * ENOUGH_BYTES);
        try (var gzip = new FastGzip(bytes)) {
            boolean[] open = {true};
            plain.writeTo(messages -> {
                add(gzip, messages);
                if (bytes.size() >= ENOUGH_BYTES) {
                    open[0] = sink.write(List.of(Message.of(bytes.toByteArray())));
                    bytes.reset();
                }
                return open[0];
            });
            gzip.finish();
            if (open[0]) {
                boolean _ = sink.write(List.of(Message.of(bytes.toByteArray())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(FastGzip gzip, List<Message> messages) {
        try {
            for (Message message : messages) {
                gzip.write(message.head());
                gzip.write(message.body());
                gzip.write(message.tail());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        plain.stop();
    }
}
