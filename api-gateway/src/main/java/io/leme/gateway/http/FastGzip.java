package io.leme.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Compresses at the lowest level, as kube-apiserver does: the gain of higher ones is small.
final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream bytes) throws IOException {
        super(bytes);
        def.setLevel(Deflater.BEST_SPEED);
    }
}
