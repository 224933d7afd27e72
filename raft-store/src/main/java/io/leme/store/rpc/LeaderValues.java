package io.leme.store.rpc;

import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.leme.wire.election.LeaderResponse;
import io.leme.wire.kv.Event;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.WatchCreateRequest;

/// One observer of an election: what the leader has proclaimed, each change of it, and the leaders
/// after it, until the client goes.
///
/// Threads: [#send()] has its own; a slow client holds it up, and with it the watcher that it
/// reads.
final class LeaderValues implements Recipe.Sending {
    private final OwnClient client;
    private final WaitingLine line;
    private final PacedSender<LeaderResponse> sender;

    private record Leader(ResponseHeader header, KeyValue kv) {}

    LeaderValues(OwnClient client, WaitingLine line, StreamObserver<LeaderResponse> caller) {
        this.client = client;
        this.line = line;
        this.sender = new PacedSender<>(caller);
    }

    @Override
    public void send() throws StatusException {
        while (true) {
            Leader leader = awaitLeader();
            send(leader);
            follow(leader);
        }
    }

    private Leader awaitLeader() throws StatusException {
        RangeResponse oldest = client.range(line.oldest());
        if (oldest.getKvsCount() > 0) {
            return new Leader(oldest.getHeader(), oldest.getKvs(0));
        }
        Leader[] found = new Leader[1];
        client.watch(
                WatchCreateRequest.newBuilder()
                        .setKey(line.prefix())
                        .setRangeEnd(line.end())
                        .setStartRevision(oldest.getHeader().getRevision())
                        .build(),
                (header, event) -> {
                    found[0] = new Leader(header, event.getKv());
                    return event.getType() == Event.EventType.PUT;
                });
        return found[0];
    }

    /// Until the leader's key is gone.
    private void follow(Leader leader) throws StatusException {
        client.watch(
                WatchCreateRequest.newBuilder()
                        .setKey(leader.kv.getKey())
                        .setStartRevision(leader.header.getRevision() + 1)
                        .build(),
                (header, event) -> {
                    boolean gone = event.getType() == Event.EventType.DELETE;
                    if (!gone) {
                        send(new Leader(header, event.getKv()));
                    }
                    return gone;
                });
    }

    private void send(Leader leader) throws StatusException {
        sender.send(LeaderResponse.newBuilder().setHeader(leader.header).setKv(leader.kv).build());
    }
}
