package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;

/// Replaces connections to members that have been silent for long. Ratis' connections have no
/// keep-alive: one that a network cut killed without a word would come back only when the operating
/// system retransmits, which after a long cut is minutes after the cut has healed.
///
/// A leader watches each follower; who knows no leader needs votes, and so replaces all. [#check]
/// is called on every tick by one thread.
final class ConnectionWatchdog {
    /// Ratis lets an old connection linger this long before its calls fail and are made anew.
    private static final Duration LINGER = Duration.ofSeconds(3);

    private final RaftServer.Division division;
    private final LeaderHooks hooks;
    private final Ticker ticker;
    private final long silenceNanos;
    private final Executor closing;
    private final Map<RaftPeerId, Long> replacedNanos = new HashMap<>();
    private long leaderKnownNanos;

    /// @param silence how long nothing may be heard
    /// @param closing runs what may block for seconds: the end of an old connection
    ConnectionWatchdog(
            RaftServer.Division division,
            LeaderHooks hooks,
            Ticker ticker,
            Duration silence,
            Executor closing) {
        this.division = division;
        this.hooks = hooks;
        this.ticker = ticker;
        this.silenceNanos = silence.toNanos();
        this.closing = closing;
        leaderKnownNanos = ticker.nanos();
    }

    void check() {
        long now = ticker.nanos();
        if (division.getInfo().getLeaderId() != null) {
            leaderKnownNanos = now;
        }
        silent(now).stream()
                .filter(peer -> mayReplace(peer, now))
                .forEach(peer -> {
                    replacedNanos.put(peer, now);
                    closing.execute(() -> replace(peer));
                });
    }

    private boolean mayReplace(RaftPeerId peer, long now) {
        Long replaced = replacedNanos.get(peer);
        return replaced == null || now - replaced > silenceNanos + LINGER.toNanos();
    }

    private List<RaftPeerId> silent(long now) {
        Collection<RaftPeer> peers = division.getRaftConf().getAllPeers();
        if (division.getInfo().isLeader()) {
            LeaderTerm term = hooks.current().orElse(null);
            return peers.stream()
                    .map(RaftPeer::getId)
                    .filter(peer ->
                            term != null
                                    && !peer.equals(division.getId())
                                    && term.silenceNanos(peer, now) > silenceNanos)
                    .toList();
        }
        return now - leaderKnownNanos <= silenceNanos
                ? List.of()
                : peers.stream()
                        .map(RaftPeer::getId)
                        .filter(peer -> !peer.equals(division.getId()))
                        .toList();
    }

    private void replace(RaftPeerId peer) {
        division.getRaftServer()
                .getServerRpc()
                .handleException(peer, new IOException("silent for too long"), true);
    }
}
