package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.PeerCounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.protocol.RaftPeerId;

/// Counts what a leader sends to its followers and hears from them, and times its heartbeats: one
/// of them at a time for each follower, because entries wait for its disk.
///
/// Threads: any.
final class RoundTrips {
    private final PeerTraffic traffic;
    private final Ticker ticker;
    private final long silenceNanos;
    private final Map<RaftPeerId, Sent> underWay = new ConcurrentHashMap<>();

    private record Sent(long call, long nanos) {}

    /// @param silence after which a follower counts as not heard
    RoundTrips(PeerTraffic traffic, Ticker ticker, Duration silence) {
        this.traffic = traffic;
        this.ticker = ticker;
        this.silenceNanos = silence.toNanos();
    }

    void sending(LeaderTerm term, RaftPeerId follower, AppendEntriesRequestProto request) {
        Optional<PeerCounts> known = counts(follower);
        if (known.isEmpty()) {
            return;
        }
        PeerCounts peer = known.get();
        peer.sent(request.getSerializedSize());
        long now = ticker.nanos();
        boolean heartbeat = request.getEntriesCount() == 0;
        if (isSilent(term, follower, now)) {
            peer.sendingFailed();
            if (heartbeat) {
                traffic.vainHeartbeat();
            }
        }
        if (heartbeat) {
            long call = request.getServerRequest().getCallId();
            underWay.merge(
                    follower,
                    new Sent(call, now),
                    (before, next) -> now - before.nanos > silenceNanos ? next : before);
        }
    }

    void replied(RaftPeerId follower, AppendEntriesReplyProto reply) {
        counts(follower)
                .ifPresent(peer -> {
                    peer.received(reply.getSerializedSize());
                    Sent sent = underWay.get(follower);
                    if (sent != null
                            && sent.call == reply.getServerReply().getCallId()
                            && underWay.remove(follower, sent)) {
                        peer.answeredWithin(ticker.nanos() - sent.nanos);
                    }
                });
    }

    private boolean isSilent(LeaderTerm term, RaftPeerId follower, long now) {
        return term.silenceNanos(follower, now) > silenceNanos;
    }

    /// Looks who is heard, now that this member leads in `term`.
    void look(LeaderTerm term) {
        long now = ticker.nanos();
        term.appenders()
                .forEach(appender -> {
                    RaftPeerId follower = appender.getFollowerId();
                    counts(follower)
                            .ifPresent(peer -> {
                                if (isSilent(term, follower, now)) {
                                    peer.silent();
                                } else {
                                    peer.seen(true);
                                }
                            });
                });
    }

    private Optional<PeerCounts> counts(RaftPeerId follower) {
        return traffic.known(PeerIds.member(follower));
    }
}
