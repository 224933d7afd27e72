package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import java.util.Optional;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.jspecify.annotations.Nullable;

/// Sees every answer of every follower while this member leads. Serves [Barrier] with proofs of
/// leadership, [QuorumWatchdog] with signs of life, and followers with the commit index as soon as
/// it moves (etcd broadcasts it likewise; Ratis would wait for its next heartbeat).
///
/// Called on Ratis' network threads, and under its server lock when a term begins: never blocks.
final class LeaderHooks {
    private final Ticker ticker;
    private final long heartbeatMillis;
    private final Barrier barrier;
    private final RoundTrips roundTrips;
    private volatile @Nullable LeaderTerm current;

    LeaderHooks(Ticker ticker, long heartbeatMillis, Barrier barrier, RoundTrips roundTrips) {
        this.roundTrips = roundTrips;
        this.ticker = ticker;
        this.heartbeatMillis = heartbeatMillis;
        this.barrier = barrier;
    }

    Ticker ticker() {
        return ticker;
    }

    RoundTrips roundTrips() {
        return roundTrips;
    }

    long heartbeatMillis() {
        return heartbeatMillis;
    }

    /// The last term that this member led while it had followers; it may have ended.
    Optional<LeaderTerm> current() {
        return Optional.ofNullable(current);
    }

    synchronized LeaderTerm term(RaftServer.Division division, LeaderState state) {
        LeaderTerm known = current;
        if (known != null && known.isOf(state)) {
            return known;
        }
        if (known != null) {
            known.end();
        }
        LeaderTerm begun =
                new LeaderTerm(state, division.getInfo().getCurrentTerm(), ticker.nanos());
        current = begun;
        return begun;
    }

    /// This member no longer leads in its last term.
    void ended() {
        current().ifPresent(this::ended);
    }

    /// This member no longer leads in `term`, or may no longer act as if it did.
    void ended(LeaderTerm term) {
        term.end();
        barrier.abandon();
    }

    void replied(LeaderTerm term, LogAppender appender, AppendEntriesReplyProto reply) {
        roundTrips.replied(appender.getFollowerId(), reply);
        // Whoever answers "inconsistent" has accepted us as leader of this term all the same.
        if (reply.getResult() == AppendResult.NOT_LEADER || term.ended()) {
            return;
        }
        if (reply.getResult() == AppendResult.SUCCESS
                && appender instanceof HookedAppender hooked) {
            hooked.agreed();
        }
        term.heard(appender.getFollowerId(), ticker.nanos());
        barrier.replied(term, appender, reply.getServerReply().getCallId());
        tellCommit(appender, reply.getFollowerCommit());
    }

    /// The commit index moved, or a follower is known to wait for it.
    void tellCommit() {
        LeaderTerm term = current;
        if (term == null || term.ended()) {
            return;
        }
        for (LogAppender appender : term.appenders()) {
            tellCommit(appender, appender.getFollower().getCommitIndex());
        }
    }

    private static void tellCommit(LogAppender appender, long followerCommit) {
        FollowerInfo follower = appender.getFollower();
        boolean behind = followerCommit < appender.getRaftLog().getLastCommittedIndex();
        // Entries that leave soon carry the commit index with them; and while some are on their way
        // a heartbeat carries none, so that asking for it again at each reply would never end. The
        // reply to the last of them comes by here too.
        boolean quiet =
                !appender.hasAppendEntries()
                        && follower.getNextIndex() == follower.getMatchIndex() + 1;
        if (behind && quiet) {
            appender.triggerHeartbeat();
        }
    }
}
