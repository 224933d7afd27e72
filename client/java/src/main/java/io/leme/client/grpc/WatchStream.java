package io.leme.client.grpc;

import io.leme.client.error.StoreException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watchers that share one stream, and the mending of that stream.
///
/// While there is a watcher there is a [WatchCall], or a pause before the next one. Each call
/// begins by creating all watchers anew, each where it resumes.
///
/// One lock guards all of it, the sessions' and the call's state too. Callers, network threads, the
/// timer and mailboxes with room enter by [#locked]; listeners hear what came of it afterwards.
final class WatchStream {
    private static final Logger LOG = LoggerFactory.getLogger(WatchStream.class);

    private final ClientContext context;
    private final Runnable idle;
    private final Backoff backoff;
    private final Guard guard = new Guard();
    private final Map<Long, WatchSession> sessions = new LinkedHashMap<>();
    private final Set<WatchSession> slow = new HashSet<>();
    private @Nullable WatchCall current;
    private boolean pausing;
    private boolean closed;

    /// @param idle called when the last watcher is gone
    WatchStream(ClientContext context, Runnable idle) {
        this.context = context;
        this.idle = idle;
        this.backoff = context.newBackoff();
    }

    /// Runs this with the lock held.
    void locked(Runnable action) {
        guard.locked(action);
    }

    void add(WatchSession session) {
        locked(() -> {
            if (closed) {
                throw Failures.closed();
            }
            sessions.put(session.id(), session);
            if (current != null) {
                current.create(session);
            } else if (!pausing) {
                connect(context.pool().first());
            }
        });
    }

    /// Ends a watcher from this side.
    void remove(WatchSession session) {
        locked(() -> {
            if (leave(session)) {
                session.onClosed();
                forget(session);
            }
        });
    }

    /// Ends a watcher whose listener failed.
    void fail(WatchSession session, StoreException failure) {
        locked(() -> {
            if (leave(session)) {
                session.onListenerFailed(failure);
                forget(session);
            }
        });
    }

    void requestProgress() {
        locked(() -> {
            if (current != null) {
                current.requestProgress();
            }
        });
    }

    void roomAgain(WatchSession session) {
        locked(() -> {
            slow.remove(session);
            askForMore();
        });
    }

    void close() {
        locked(() -> {
            closed = true;
            endAll(WatchSession::onClosed);
        });
    }

    boolean isCurrent(WatchCall call) {
        return current == call;
    }

    /// The present call has created a watcher, so it is a good one.
    void works(WatchSession session) {
        backoff.reset();
        guard.tell(session.mailbox());
    }

    /// @param full whether the watcher has more to hear than it should
    void told(WatchSession session, boolean full) {
        guard.tell(session.mailbox());
        if (full && !session.isGone()) {
            slow.add(session);
        }
    }

    /// Leaves no trace of a watcher that has ended, but its last words.
    void forget(WatchSession session) {
        sessions.remove(session.id());
        slow.remove(session);
        guard.tell(session.mailbox());
        if (sessions.isEmpty()) {
            dropCall();
            idle.run();
        } else {
            askForMore();
        }
    }

    void askForMore() {
        if (current != null && slow.isEmpty()) {
            current.askForMore();
        }
    }

    void broken(StoreException failure, EndpointChannel member) {
        current = null;
        if (Failures.isFinal(failure)) {
            endAll(session -> session.onRefused(failure));
            return;
        }
        LOG.debug("the watch stream broke and will resume: {}", failure.getMessage());
        for (WatchSession session : sessions.values()) {
            session.onBroken(failure);
            guard.tell(session.mailbox());
        }
        pause(member);
    }

    private boolean leave(WatchSession session) {
        if (session.isGone()) {
            return false;
        }
        if (current != null) {
            current.cancel(session);
        }
        return true;
    }

    private void endAll(Consumer<WatchSession> how) {
        for (WatchSession session : sessions.values()) {
            how.accept(session);
            guard.tell(session.mailbox());
        }
        sessions.clear();
        slow.clear();
        dropCall();
        idle.run();
    }

    private void dropCall() {
        WatchCall call = current;
        current = null;
        if (call != null) {
            call.abandon();
        }
    }

    private void connect(EndpointChannel member) {
        WatchCall call = new WatchCall(this, member);
        current = call;
        call.start();
        for (WatchSession session : List.copyOf(sessions.values())) {
            if (current == call) {
                call.create(session);
            }
        }
        askForMore();
    }

    private void pause(EndpointChannel failed) {
        pausing = context.later(backoff.nextMillis(), () -> locked(() -> resume(failed)));
    }

    private void resume(EndpointChannel failed) {
        pausing = false;
        if (!closed && current == null && !sessions.isEmpty()) {
            connect(context.pool().after(failed));
        }
    }
}
