package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.PeerCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Keeps note of which peers are heard: of all followers by the leader, of the leader by each
/// follower. Called by one thread.
final class PeerActivity {
    private final PeerTraffic traffic;
    private final LeaderHooks hooks;
    private final Leadership leadership;
    private final Ticker ticker;
    private final long silenceNanos;
    private OptionalLong leader = OptionalLong.empty();
    private long ledNanos;

    /// @param silence after which one that would have to be heard counts as not heard
    PeerActivity(
            PeerTraffic traffic,
            LeaderHooks hooks,
            Leadership leadership,
            Ticker ticker,
            Duration silence) {
        this.traffic = traffic;
        this.hooks = hooks;
        this.leadership = leadership;
        this.ticker = ticker;
        this.silenceNanos = silence.toNanos();
    }

    void check() {
        Optional<LeaderTerm> term = hooks.current().filter(led -> !led.ended());
        if (term.isPresent()) {
            leader = OptionalLong.empty();
            hooks.roundTrips().look(term.get());
            return;
        }
        OptionalLong known = leadership.leader();
        if (known.isPresent()) {
            leader = known;
            ledNanos = ticker.nanos();
            traffic.peers().forEach((id, peer) -> peer.seen(id == known.getAsLong()));
        } else if (leader.isPresent() && ticker.nanos() - ledNanos > silenceNanos) {
            traffic.known(leader.getAsLong()).ifPresent(PeerCounts::silent);
        }
    }
}
