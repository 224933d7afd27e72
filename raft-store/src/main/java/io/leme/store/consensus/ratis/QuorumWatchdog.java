package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the leadership of a member that hears no quorum for an election timeout. Ratis looks only
/// when nothing else happens, so that a leader that is cut off and gets writes would stay leader
/// for as long as they come.
///
/// A new leader has twice the time: its first connections are still being made. So has one whose
/// voters have changed, for a member that has just become one was not asked as such before.
///
/// [#check] is called on every tick by one thread.
final class QuorumWatchdog {
    private static final Logger LOG = LoggerFactory.getLogger(QuorumWatchdog.class);
    private static final Duration STEP_DOWN = Duration.ofSeconds(2);

    private final RaftServer.Division division;
    private final LeaderHooks hooks;
    private final Ticker ticker;
    private final long windowNanos;
    private long checkedNanos;
    private long excusedUntilNanos;
    private Set<RaftPeerId> voters = Set.of();
    private @Nullable LeaderTerm askedToEnd;
    private long askedNanos;
    private long calls;

    QuorumWatchdog(
            RaftServer.Division division, LeaderHooks hooks, Ticker ticker, Duration window) {
        this.division = division;
        this.hooks = hooks;
        this.ticker = ticker;
        this.windowNanos = window.toNanos();
        checkedNanos = ticker.nanos();
        excusedUntilNanos = checkedNanos;
    }

    void check() {
        long now = ticker.nanos();
        // After a pause of this process the answers may be here, but not read yet.
        if (now - checkedNanos > windowNanos / 2) {
            excusedUntilNanos = now + windowNanos / 2;
        }
        checkedNanos = now;
        RaftConfiguration configuration = division.getRaftConf();
        if (!Quorum.voters(configuration).equals(voters)) {
            voters = Quorum.voters(configuration);
            excusedUntilNanos = now + 2 * windowNanos;
        }
        LeaderTerm term = hooks.current().orElse(null);
        if (term == null
                || !division.getInfo().isLeader()
                || term.number() != division.getInfo().getCurrentTerm()
                || now - excusedUntilNanos < 0
                || term.ageNanos(now) < 2 * windowNanos
                || term.quorumHeardWithin(windowNanos, now, configuration, division.getId())) {
            return;
        }
        if (askedToEnd == term && now - askedNanos < STEP_DOWN.toNanos()) {
            return;
        }
        if (askedToEnd != term) {
            LOG.warn("no quorum answers in term {}: stepping down", term.number());
        }
        askedToEnd = term;
        askedNanos = now;
        hooks.ended(term);
        stepDown();
    }

    private void stepDown() {
        TransferLeadershipRequest toNobody =
                new TransferLeadershipRequest(
                        ClientId.randomId(),
                        division.getId(),
                        division.getMemberId().getGroupId(),
                        ++calls,
                        null,
                        STEP_DOWN.toMillis());
        try {
            var _ = division.getRaftServer().transferLeadershipAsync(toNobody);
        } catch (IOException e) {
            LOG.warn("could not step down yet: {}", e.toString());
        }
    }
}
