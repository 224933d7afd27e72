package io.leme.client.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One life of a watch stream, on one member. Guarded by the lock of its stream; once another call
/// has taken its place, what it still hears is ignored.
///
/// One answer at a time is asked for, and only while every watcher keeps up: the transport's flow
/// control holds the rest back at the server.
final class WatchCall extends ClientCall.Listener<WatchResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchCall.class);

    private final WatchStream stream;
    private final EndpointChannel member;
    private final ClientCall<WatchRequest, WatchResponse> call;

    /// Asked for and not answered, in the order of asking, by the id that was asked for.
    private final Map<Long, WatchSession> unanswered = new LinkedHashMap<>();

    /// By the id the server gave.
    private final Map<Long, WatchSession> answered = new HashMap<>();

    private boolean asked;

    WatchCall(WatchStream stream, EndpointChannel member) {
        this.stream = stream;
        this.member = member;
        this.call = member.channel().newCall(WatchGrpc.getWatchMethod(), CallOptions.DEFAULT);
    }

    void start() {
        call.start(this, LeaderHeader.required());
    }

    void create(WatchSession session) {
        unanswered.put(session.id(), session);
        call.sendMessage(session.createRequest());
    }

    void cancel(WatchSession session) {
        call.sendMessage(WatchMessages.cancel(session.wireId()));
    }

    /// Dropped if the connection can't take it now, so that requests don't pile up.
    void requestProgress() {
        if (call.isReady()) {
            call.sendMessage(WatchMessages.progress());
        }
    }

    void askForMore() {
        if (!asked) {
            asked = true;
            call.request(1);
        }
    }

    void abandon() {
        call.cancel("no watcher is left", null);
    }

    @Override
    public void onMessage(WatchResponse message) {
        stream.locked(() -> {
            if (stream.isCurrent(this)) {
                asked = false;
                hear(message);
                stream.askForMore();
            }
        });
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        Status ending =
                status.isOk() ? Status.UNAVAILABLE.withDescription("the stream ended") : status;
        stream.locked(() -> {
            if (stream.isCurrent(this)) {
                stream.broken(Failures.of(ending, CallKind.READ, true, member), member);
            }
        });
    }

    private void hear(WatchResponse answer) {
        if (answer.getCreated()) {
            created(answer);
        } else if (answer.getCanceled()) {
            cancelled(answer);
        } else if (answer.getWatchId() < 0) {
            progressed(answer.getHeader().getRevision());
        } else {
            changed(answered.get(answer.getWatchId()), answer);
        }
    }

    /// Servers answer in the order they were asked. A refusal names no watcher, and a proxy may
    /// give ids of its own: both mean the one that waits longest.
    private void created(WatchResponse answer) {
        WatchSession named = unanswered.remove(answer.getWatchId());
        WatchSession session = named == null ? removeOldest() : named;
        if (session == null) {
            LOG.debug("{} created a watcher that nobody asked for", member);
        } else if (answer.getCanceled()) {
            ended(session, answer);
        } else if (session.isGone()) {
            call.sendMessage(WatchMessages.cancel(answer.getWatchId()));
        } else {
            answered.put(answer.getWatchId(), session);
            session.onCreated(answer.getWatchId(), answer.getHeader().getRevision());
            stream.works(session);
        }
    }

    private @Nullable WatchSession removeOldest() {
        var oldest = unanswered.values().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        WatchSession session = oldest.next();
        oldest.remove();
        return session;
    }

    /// The server keeps the id of a watcher that it ended by itself until it is told to cancel it.
    private void cancelled(WatchResponse answer) {
        WatchSession session = answered.remove(answer.getWatchId());
        if (session != null && !session.isGone()) {
            cancel(session);
            ended(session, answer);
        }
    }

    private void ended(@Nullable WatchSession session, WatchResponse answer) {
        if (session == null || session.isGone()) {
            return;
        }
        if (answer.getCompactRevision() > 0) {
            session.onCompacted(answer.getCompactRevision());
        } else {
            session.onRefused(Failures.refusal(answer.getCancelReason()));
        }
        stream.forget(session);
    }

    private void progressed(long revision) {
        for (WatchSession session : List.copyOf(answered.values())) {
            stream.told(session, session.onProgress(revision));
        }
    }

    private void changed(@Nullable WatchSession session, WatchResponse answer) {
        if (session == null || session.isGone()) {
            return;
        }
        boolean quiet = answer.getEventsCount() == 0 && !answer.getFragment();
        boolean full =
                quiet
                        ? session.onProgress(answer.getHeader().getRevision())
                        : session.onEvents(answer);
        stream.told(session, full);
    }
}
