package io.leme.store.rpc;

import io.grpc.MethodDescriptor;
import io.leme.store.watch.WatchMessage;
import io.leme.wire.rpc.WatchResponse;
import java.io.InputStream;
import java.util.List;

/// Writes watch messages to the wire.
final class WatchFrames implements MethodDescriptor.Marshaller<WatchMessage> {
    private final Headers headers;

    WatchFrames(Headers headers) {
        this.headers = headers;
    }

    @Override
    public InputStream stream(WatchMessage message) {
        WatchResponse.Builder head =
                WatchResponse.newBuilder()
                        .setHeader(headers.at(message.revision()))
                        .setWatchId(message.watchId());
        switch (message) {
            case WatchMessage.Created created -> head.setCreated(true);
            case WatchMessage.Refused refused ->
                    head.setCreated(true).setCanceled(true).setCancelReason(refused.reason());
            case WatchMessage.Canceled canceled -> head.setCanceled(true);
            case WatchMessage.Compacted compacted ->
                    head.setCanceled(true).setCompactRevision(compacted.compactRevision());
            case WatchMessage.Progress progress -> {}
            case WatchMessage.Events events -> {
                head.setFragment(events.moreOfRevision());
                return new WatchFrame(
                        head.build().toByteArray(),
                        events.batch().encoded(),
                        events.batch().bytes());
            }
        }
        return new WatchFrame(head.build().toByteArray(), List.of(), 0);
    }

    @Override
    public WatchMessage parse(InputStream stream) {
        throw new UnsupportedOperationException("the server only writes watch messages");
    }
}
