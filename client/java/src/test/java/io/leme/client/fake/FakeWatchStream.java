package io.leme.client.fake;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.WatchCreateRequest;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One open stream: says what happened as fast as the transport takes it, one answer per revision.
final class FakeWatchStream implements StreamObserver<WatchRequest> {
    private final FakeWatch owner;
    private final FakeStore store;
    private final ServerCallStreamObserver<WatchResponse> client;
    private final Map<Long, Seat> seats = new HashMap<>();
    private final Runnable changed = this::sayWhatIsNew;
    private boolean over;
    private int said;

    /// One watcher.
    private static final class Seat {
        private final WatchCreateRequest request;
        private long next;

        Seat(WatchCreateRequest request, long next) {
            this.request = request;
            this.next = next;
        }
    }

    FakeWatchStream(
            FakeWatch owner, FakeStore store, ServerCallStreamObserver<WatchResponse> client) {
        this.owner = owner;
        this.store = store;
        this.client = client;
        client.setOnReadyHandler(this::sayWhatIsNew);
        client.setOnCancelHandler(this::leave);
        store.watch(changed);
    }

    @Override
    public void onNext(WatchRequest request) {
        synchronized (store) {
            switch (request.getRequestUnionCase()) {
                case CREATE_REQUEST -> create(request.getCreateRequest());
                case CANCEL_REQUEST -> cancel(request.getCancelRequest().getWatchId());
                case PROGRESS_REQUEST -> say(answer(-1).build());
                case REQUESTUNION_NOT_SET -> {}
            }
        }
    }

    private void create(WatchCreateRequest request) {
        owner.heard(request);
        long id = request.getWatchId();
        long start = request.getStartRevision();
        if (!owner.refusal().isEmpty()) {
            say(
                    answer(-1)
                            .setCreated(true)
                            .setCanceled(true)
                            .setCancelReason(owner.refusal())
                            .build());
            return;
        }
        say(answer(id).setCreated(true).build());
        if (start > 0 && start < store.compacted()) {
            say(
                    WatchResponse.newBuilder()
                            .setWatchId(id)
                            .setCanceled(true)
                            .setCompactRevision(store.compacted())
                            .build());
            return;
        }
        seats.put(id, new Seat(request, start == 0 ? store.revision() + 1 : start));
        sayWhatIsNew();
    }

    private void cancel(long id) {
        owner.heardCancel(id);
        if (seats.remove(id) != null) {
            say(answer(id).setCanceled(true).build());
        }
    }

    void tellProgress() {
        synchronized (store) {
            seats.forEach((id, seat) -> {
                if (seat.request.getProgressNotify()) {
                    say(answer(id).build());
                }
            });
        }
    }

    private void sayWhatIsNew() {
        synchronized (store) {
            for (Map.Entry<Long, Seat> entry : Map.copyOf(seats).entrySet()) {
                Seat seat = entry.getValue();
                while (!over && client.isReady() && sayNextRevision(entry.getKey(), seat)) {
                    said++;
                }
            }
        }
    }

    private boolean sayNextRevision(long id, Seat seat) {
        List<Event> waiting = store.since(seat.next, seat.request.getKey().toStringUtf8());
        if (waiting.isEmpty()) {
            return false;
        }
        long revision = waiting.get(0).getKv().getModRevision();
        seat.next = revision + 1;
        WatchResponse.Builder answer = answer(id);
        waiting.stream()
                .filter(event -> event.getKv().getModRevision() == revision)
                .forEach(answer::addEvents);
        int pieces = 0;
        for (WatchResponse piece : owner.distort(answer.build())) {
            if (owner.breaksAfter(pieces++)) {
                detach();
                owner.ended(this);
                end(Status.UNAVAILABLE.withDescription("broken in the middle"));
                return false;
            }
            say(piece);
        }
        return true;
    }

    private void say(WatchResponse answer) {
        if (!over) {
            client.onNext(answer);
        }
    }

    private WatchResponse.Builder answer(long id) {
        return WatchResponse.newBuilder().setHeader(store.header()).setWatchId(id);
    }

    void end(Status status) {
        synchronized (store) {
            over = true;
            client.onError(status.asRuntimeException());
        }
    }

    void detach() {
        store.unwatch(changed);
    }

    int said() {
        synchronized (store) {
            return said;
        }
    }

    @Override
    public void onError(Throwable gone) {
        leave();
    }

    @Override
    public void onCompleted() {
        leave();
        synchronized (store) {
            if (!over) {
                over = true;
                client.onCompleted();
            }
        }
    }

    private void leave() {
        synchronized (store) {
            over = true;
        }
        detach();
        owner.ended(this);
    }
}
