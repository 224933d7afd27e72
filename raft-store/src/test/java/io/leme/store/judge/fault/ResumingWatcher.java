package io.leme.store.judge.fault;

import com.google.protobuf.ByteString;
import io.leme.store.judge.process.Eventually;
import io.leme.store.judge.process.Member;
import io.leme.store.judge.process.WireStream;
import io.leme.wire.kv.Event;
import io.leme.wire.rpc.WatchGrpc;
import io.leme.wire.rpc.WatchRequest;
import io.leme.wire.rpc.WatchResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Watches every key over all members' faults: when a stream ends or stays silent for a second, it
/// goes on at the next member from the revision after the last one it has. One thread of its own.
final class ResumingWatcher implements AutoCloseable {
    private static final ByteString ALL = ByteString.copyFrom(new byte[1]);
    private static final long SILENCE_NANOS = 1_000_000_000;
    private static final long POLL_NANOS = 2_000_000;

    private final List<Member> members;
    private final List<Event> events = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    private ResumingWatcher(List<Member> members) {
        this.members = List.copyOf(members);
        this.thread = Thread.ofVirtual().unstarted(this::watch);
    }

    static ResumingWatcher start(List<Member> members) {
        var watcher = new ResumingWatcher(members);
        watcher.thread.start();
        return watcher;
    }

    /// All events received, once the one of a revision is among them.
    List<Event> awaitRevision(long revision) {
        Eventually.eventually(
                Duration.ofSeconds(60),
                "the watcher is at revision " + revision,
                () -> lastRevision() >= revision);
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    private long lastRevision() {
        synchronized (events) {
            return events.isEmpty() ? 1 : events.getLast().getKv().getModRevision();
        }
    }

    private void watch() {
        for (int turn = 0; !stopped; turn++) {
            Member member = members.get(turn % members.size());
            try (var stream = member.client().open(WatchGrpc.getWatchMethod())) {
                var create = WatchRequest.newBuilder();
                create.getCreateRequestBuilder()
                        .setKey(ALL)
                        .setRangeEnd(ALL)
                        .setStartRevision(lastRevision() + 1);
                stream.send(create.build());
                receive(stream);
            } catch (IllegalStateException closedWhileOpening) {
                // The member was started anew just now: the next turn takes its new client.
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private void receive(WireStream<WatchRequest, WatchResponse> stream) {
        int position = 0;
        long heard = System.nanoTime();
        while (!stopped && stream.end() == null && System.nanoTime() - heard < SILENCE_NANOS) {
            List<WatchResponse> fresh = stream.receivedFrom(position);
            if (fresh.isEmpty()) {
                LockSupport.parkNanos(POLL_NANOS);
                continue;
            }
            position += fresh.size();
            heard = System.nanoTime();
            synchronized (events) {
                fresh.forEach(message -> events.addAll(message.getEventsList()));
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
