package io.leme.client.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/// Remembers whether one call left this process. The transport says so when the call's headers are
/// written to the connection, and nothing of the call goes before them: as long as it hasn't, no
/// server can have acted on it.
final class SentMark extends ClientStreamTracer.Factory {
    private volatile boolean sent;

    boolean isSent() {
        return sent;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(
            ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void outboundHeaders() {
                sent = true;
            }
        };
    }
}
