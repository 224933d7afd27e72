package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofMillis(500);

    private final RaftServer.Division division;
    private final LeaderHooks hooks;
    private final Ticker ticker;
    private final long silenceNanos;
    private final Executor closing;
    private final Map<RaftPeerId, Long> mayReplaceFromNanos = new ConcurrentHashMap<>();
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
                .filter(peer -> mayReplace(peer.getId(), now))
                .forEach(peer -> {
                    mayReplaceFromNanos.put(peer.getId(), now + silenceNanos + LINGER.toNanos());
                    closing.execute(() -> replace(peer, now));
                });
    }

    private boolean mayReplace(RaftPeerId peer, long now) {
        Long next = mayReplaceFromNanos.get(peer);
        return next == null || now - next >= 0;
    }

    private List<RaftPeer> silent(long now) {
        Collection<RaftPeer> peers = division.getRaftConf().getAllPeers();
        if (division.getInfo().isLeader()) {
            LeaderTerm term = hooks.current().orElse(null);
            return peers.stream()
                    .filter(peer ->
                            term != null
                                    && !peer.getId().equals(division.getId())
                                    && term.silenceNanos(peer.getId(), now) > silenceNanos)
                    .toList();
        }
        return now - leaderKnownNanos <= silenceNanos
                ? List.of()
                : peers.stream().filter(peer -> !peer.getId().equals(division.getId())).toList();
    }

    /// A member whose process is down needs no new connection, and each replacement disturbs the
    /// next one when the old is ended; so it is looked for again soon, and replaced when it is
    /// back.
    private void replace(RaftPeer peer, long now) {
        if (refuses(peer)) {
            mayReplaceFromNanos.put(peer.getId(), now + RETRY.toNanos());
            return;
        }
        division.getRaftServer()
                .getServerRpc()
                .handleException(peer.getId(), new IOException("silent for too long"), true);
    }

    /// Whether nobody listens there. A cut network gives no answer, which is no refusal.
    private static boolean refuses(RaftPeer peer) {
        URI address = URI.create("raft://" + peer.getAddress());
        try (Socket probe = new Socket()) {
            probe.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()),
                    (int) PROBE.toMillis());
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException silent) {
            return false;
        }
    }
}
