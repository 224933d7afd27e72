package io.leme.store.consensus.ratis;

import io.leme.store.consensus.Leadership;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who leads, as Ratis knows it, told to listeners when it changes. [#refresh] is called from one
/// thread only, on events and on every tick: Ratis has no event for "no leader is known".
final class RatisLeadership implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(RatisLeadership.class);

    private final long self;
    private final RaftServer.Division division;
    private final LeaderHooks hooks;
    private final AppliedIndex applied;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private OptionalLong toldLeader = OptionalLong.empty();
    private long toldTerm;
    private boolean toldLeading;

    RatisLeadership(
            long self, RaftServer.Division division, LeaderHooks hooks, AppliedIndex applied) {
        this.self = self;
        this.division = division;
        this.hooks = hooks;
        this.applied = applied;
    }

    @Override
    public long self() {
        return self;
    }

    @Override
    public OptionalLong leader() {
        RaftPeerId leader = division.getInfo().getLeaderId();
        return leader == null ? OptionalLong.empty() : OptionalLong.of(PeerIds.member(leader));
    }

    @Override
    public boolean isLeader() {
        return division.getInfo().isLeader() && division.getInfo().isLeaderReady() && !quorumLost();
    }

    /// Whether this member is the only voter.
    boolean isAlone() {
        return Quorum.alone(division.getRaftConf(), division.getId());
    }

    /// True when the watchdog found that the term that this member leads in is over in all but
    /// name.
    private boolean quorumLost() {
        long term = term();
        return hooks.current().filter(known -> known.number() == term && known.ended()).isPresent();
    }

    @Override
    public long term() {
        return division.getInfo().getCurrentTerm();
    }

    @Override
    public long committedIndex() {
        return division.getRaftLog().getLastCommittedIndex();
    }

    @Override
    public long appliedIndex() {
        return applied.index();
    }

    @Override
    public CompletableFuture<Void> handTo(long member, Duration patience) {
        if (!isLeader()) {
            return CompletableFuture.failedFuture(new StoreException(StoreError.NOT_LEADER));
        }
        if (member == self) {
            return CompletableFuture.completedFuture(null);
        }
        return new Transfer(division, PeerIds.peer(member)).run(patience);
    }

    @Override
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    void refresh() {
        long term = term();
        boolean leading = isLeader();
        OptionalLong leader = leader();
        if (toldLeading && (!leading || term != toldTerm)) {
            toldLeading = false;
            LOG.info("no longer leading in term {}", toldTerm);
            listeners.forEach(Listener::deposed);
        }
        if (!leader.equals(toldLeader)) {
            toldLeader = leader;
            LOG.debug("leader is {} in term {}", name(leader), term);
            listeners.forEach(listener -> listener.leaderChanged(leader));
        }
        if (leading && !toldLeading) {
            toldLeading = true;
            toldTerm = term;
            LOG.info("leading in term {}", term);
            listeners.forEach(listener -> listener.elected(term));
        }
    }

    private static String name(OptionalLong leader) {
        return leader.isEmpty() ? "not known" : Long.toHexString(leader.getAsLong());
    }
}
