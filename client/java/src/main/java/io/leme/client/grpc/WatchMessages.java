package io.leme.client.grpc;

import static io.leme.client.grpc.WireBytes.toWire;

import io.leme.client.error.ErrorFamily;
import io.leme.client.error.ErrorReason;
import io.leme.client.error.StoreException;
import io.leme.client.kv.KeyValue;
import io.leme.client.watch.WatchBatch;
import io.leme.client.watch.WatchEvent;
import io.leme.client.watch.WatchFilter;
import io.leme.client.watch.WatchRequest;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.WatchCancelRequest;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchCreateRequest.FilterType;
import io.leme.wire.rpc.WatchProgressRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watch requests and changes, to the words of the wire and out of them.
final class WatchMessages {
    private WatchMessages() {}

    /// @param startRevision where to begin, or to resume; 0 for now
    static io.leme.wire.rpc.WatchRequest create(long id, WatchRequest request, long startRevision) {
        WatchCreateRequest.Builder create =
                WatchCreateRequest.newBuilder()
                        .setWatchId(id)
                        .setKey(toWire(request.keys().start()))
                        .setRangeEnd(toWire(request.keys().end()))
                        .setStartRevision(startRevision)
                        .setPrevKv(request.previous())
                        .setProgressNotify(request.progressNotify())
                        .setFragment(request.fragment());
        request.filters().forEach(filter -> create.addFilters(filter(filter)));
        return io.leme.wire.rpc.WatchRequest.newBuilder().setCreateRequest(create).build();
    }

    static io.leme.wire.rpc.WatchRequest cancel(long id) {
        return io.leme.wire.rpc.WatchRequest.newBuilder()
                .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(id))
                .build();
    }

    static io.leme.wire.rpc.WatchRequest progress() {
        return io.leme.wire.rpc.WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build();
    }

    /// @param events in order, not empty
    static WatchBatch batch(List<Event> events, long storeRevision) {
        long revision = events.get(events.size() - 1).getKv().getModRevision();
        return new WatchBatch(
                revision, storeRevision, events.stream().map(WatchMessages::event).toList());
    }

    static StoreException compacted() {
        return new StoreException(
                ErrorFamily.REJECTED, ErrorReason.COMPACTED.code(), ErrorReason.COMPACTED.text());
    }

    private static WatchEvent event(Event wire) {
        WatchEvent.Type type =
                switch (wire.getType()) {
                    case PUT -> WatchEvent.Type.PUT;
                    case DELETE -> WatchEvent.Type.DELETE;
                    case UNRECOGNIZED ->
                            throw new IllegalStateException(
                                    "an event of unknown type " + wire.getTypeValue());
                };
        @Nullable KeyValue previous =
                wire.hasPrevKv() ? KvAnswers.keyValue(wire.getPrevKv()) : null;
        return new WatchEvent(type, KvAnswers.keyValue(wire.getKv()), previous);
    }

    private static FilterType filter(WatchFilter filter) {
        return switch (filter) {
            case NO_PUT -> FilterType.NOPUT;
            case NO_DELETE -> FilterType.NODELETE;
        };
    }
}
