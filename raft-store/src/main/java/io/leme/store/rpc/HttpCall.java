package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// A whole HTTP request: `authorization` is the header of that name, `commonName` that of the
/// certificate which the client has shown.
record HttpCall(
        String method,
        String uri,
        Optional<String> authorization,
        Optional<String> commonName,
        ByteString body) {
    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
