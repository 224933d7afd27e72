package io.leme.store.rpc;

import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import io.leme.store.base.ArrayOutput;
import io.leme.store.base.Bytes;
import io.leme.store.watch.WatchMessage;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.WatchResponse;
import java.io.InputStream;
import java.util.List;

/// Writes watch messages to the wire.
final class WatchFrames implements MethodDescriptor.Marshaller<WatchMessage> {
    private static final int HEADER =
            WatchResponse.HEADER_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int WATCH_ID =
            WatchResponse.WATCH_ID_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;
    private static final int FRAGMENT =
            WatchResponse.FRAGMENT_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;
    private static final int LARGEST_REST = 16;

    private final Headers headers;

    /// The header of the last events: they go to many watchers, one after the other.
    private volatile EncodedHeader last = new EncodedHeader(-1, -1, Bytes.EMPTY);

    private record EncodedHeader(long revision, long term, Bytes field) {}

    WatchFrames(Headers headers) {
        this.headers = headers;
    }

    @Override
    public InputStream stream(WatchMessage message) {
        return message instanceof WatchMessage.Events events ? frame(events) : frame(message);
    }

    /// Written by hand: all but the watcher's id is shared.
    private InputStream frame(WatchMessage.Events events) {
        Bytes header = header(events.revision());
        var head = new ArrayOutput(header.length() + LARGEST_REST);
        head.raw(header);
        if (events.watchId() != 0) {
            head.octet(WATCH_ID);
            head.varint(events.watchId());
        }
        if (events.moreOfRevision()) {
            head.octet(FRAGMENT);
            head.octet(1);
        }
        return new WatchFrame(head.toArray(), events.batch().encoded(), events.batch().bytes());
    }

    private Bytes header(long revision) {
        EncodedHeader known = last;
        if (known.revision != revision || known.term != headers.term()) {
            known = encode(headers.at(revision));
            last = known;
        }
        return known.field;
    }

    private static EncodedHeader encode(ResponseHeader header) {
        var field = new ArrayOutput(header.getSerializedSize() + LARGEST_REST);
        field.octet(HEADER);
        field.sized(Bytes.wrap(header.toByteArray()));
        return new EncodedHeader(header.getRevision(), header.getRaftTerm(), field.toBytes());
    }

    private InputStream frame(WatchMessage message) {
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
            case WatchMessage.Events events ->
                    throw new IllegalArgumentException("has its own way");
        }
        return new WatchFrame(head.build().toByteArray(), List.of(), 0);
    }

    @Override
    public WatchMessage parse(InputStream stream) {
        throw new UnsupportedOperationException("the server only writes watch messages");
    }
}
