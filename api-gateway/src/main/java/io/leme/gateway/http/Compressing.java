package io.leme.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Compresses large answers to reads for clients that can undo it; watches never, since a small
/// event would wait in the compressor for the next one.
final class Compressing implements Step {
    /// Below this compressing costs more than it saves; kube-apiserver's own bound.
    static final int SMALLEST = 128 * 1024;

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Reply reply = next.handle(exchange);
        boolean asked = exchange.request().header("accept-encoding").contains("gzip");
        boolean reading = exchange.request().method().equals("GET");
        return switch (reply) {
            case Reply.Whole whole when asked && reading && whole.body().length > SMALLEST ->
                    new Reply.Whole(whole.code(), whole.fields(), gzip(whole.body()))
                            .with("content-encoding", "gzip")
                            .with("vary", "Accept-Encoding");
            case Reply.Whole whole -> whole;
            case Reply.Pieces pieces when asked && reading ->
                    new Reply.Pieces(
                                    pieces.code(),
                                    pieces.fields(),
                                    new CompressedSource(pieces.source()))
                            .with("content-encoding", "gzip")
                            .with("vary", "Accept-Encoding");
            case Reply.Pieces pieces -> pieces;
            case Reply.Stream stream -> stream;
        };
    }

    private static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length / 4);
        try (var gzip = new FastGzip(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
