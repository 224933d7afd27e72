package io.leme.store.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.error.StoreException;
import io.leme.store.rpc.WatchService.ProgressTimer;
import io.leme.store.service.Callers;
import io.leme.store.watch.Selection;
import io.leme.store.watch.WatchHub;
import io.leme.store.watch.WatchMessage;
import io.leme.store.watch.WatchSink;
import io.leme.store.watch.WatchStream;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchCreateRequest.FilterType;
import io.leme.wire.rpc.WatchRequest;
import java.util.concurrent.Future;

/// One client's watch stream.
///
/// Threads: requests and readiness come on the event loop; the hub's thread sends, and closes, so
/// that nothing is sent after the end.
final class WatchCall extends ServerCall.Listener<WatchRequest>
        implements WatchSink, OpenStreams.Stream {
    /// Requests that may be under way before the hub has dealt with the first.
    private static final int REQUESTS_AHEAD = 32;

    private static final int READY_BYTES = 256 * 1024;
    private static final Bytes LOWEST_KEY = KeyRange.OPEN_END;

    private final ServerCall<WatchRequest, WatchMessage> call;
    private final WatchStream stream;
    private final Callers callers;
    private final Future<?> ticking;
    private final boolean wantsLeader;
    private boolean headersSent;
    private volatile boolean ended;

    WatchCall(
            ServerCall<WatchRequest, WatchMessage> call,
            WatchHub hub,
            Callers callers,
            ProgressTimer timer) {
        this.call = call;
        this.callers = callers;
        this.stream = hub.open(this);
        this.ticking = timer.start(stream::tick);
        this.wantsLeader = LeaderWish.ofCurrentCall();
        call.setOnReadyThreshold(READY_BYTES);
        call.request(REQUESTS_AHEAD);
    }

    @Override
    public void onMessage(WatchRequest request) {
        switch (request.getRequestUnionCase()) {
            case CREATE_REQUEST -> create(wish(request.getCreateRequest()));
            case CANCEL_REQUEST -> stream.cancel(request.getCancelRequest().getWatchId());
            case PROGRESS_REQUEST -> stream.requestProgress();
            case REQUESTUNION_NOT_SET -> stream.ignore();
        }
    }

    /// Permission is asked for when the watcher is made, and not again: as in etcd, a watcher goes
    /// on when its user may no longer start one. The refusal reads as Go writes an error of gRPC.
    private void create(io.leme.store.watch.WatchRequest request) {
        try {
            Credentials.caller(callers).requireRead(request.selection().range());
            stream.create(request);
        } catch (StoreException refused) {
            Status status = Statuses.of(refused.error());
            stream.refuse(
                    "rpc error: code = %s desc = %s"
                            .formatted(
                                    CallMetrics.name(status.getCode()), status.getDescription()));
        }
    }

    @Override
    public void onReady() {
        stream.ready();
    }

    @Override
    public void onHalfClose() {
        end(Status.OK);
    }

    @Override
    public void onCancel() {
        ended = true;
        ticking.cancel(false);
        stream.close(() -> {});
    }

    @Override
    public boolean isReady() {
        return call.isReady();
    }

    @Override
    public void send(WatchMessage message) {
        if (ended) {
            return;
        }
        if (!headersSent) {
            headersSent = true;
            call.sendHeaders(new Metadata());
        }
        call.sendMessage(message);
    }

    @Override
    public void requestMore() {
        call.request(1);
    }

    @Override
    public boolean isOpen() {
        return !ended;
    }

    @Override
    public boolean wantsLeader() {
        return wantsLeader;
    }

    @Override
    public void end(Status status) {
        ticking.cancel(false);
        stream.close(() -> {
            if (!ended) {
                ended = true;
                call.close(status, new Metadata());
            }
        });
    }

    /// An empty key stands for the lowest one.
    private static io.leme.store.watch.WatchRequest wish(WatchCreateRequest request) {
        Bytes key = request.getKey().isEmpty() ? LOWEST_KEY : Requests.bytes(request.getKey());
        Selection selection =
                new Selection(
                        new KeyRange(key, Requests.bytes(request.getRangeEnd())),
                        request.getFiltersList().contains(FilterType.NOPUT),
                        request.getFiltersList().contains(FilterType.NODELETE),
                        request.getPrevKv());
        return new io.leme.store.watch.WatchRequest(
                request.getWatchId(),
                selection,
                request.getStartRevision(),
                request.getProgressNotify(),
                request.getFragment());
    }
}
