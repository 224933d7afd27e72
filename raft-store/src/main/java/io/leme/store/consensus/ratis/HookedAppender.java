package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;

/// Sends the log to one follower.
final class HookedAppender extends GrpcLogAppender {
    /// How long a follower denies without a break what it once acknowledged until that is believed.
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private final long heartbeatMillis;
    private final Ticker ticker;
    private final AtomicBoolean denying = new AtomicBoolean();
    private volatile long deniedNanos;

    HookedAppender(
            RaftServer.Division division,
            LeaderState state,
            FollowerInfo follower,
            long heartbeatMillis,
            Ticker ticker) {
        super(division, state, follower);
        this.heartbeatMillis = heartbeatMillis;
        this.ticker = ticker;
    }

    /// Ratis beats at half an election timeout; etcd beats at its own interval, which tells a lost
    /// quorum sooner.
    @Override
    public long getHeartbeatWaitTimeMs() {
        long wait = super.getHeartbeatWaitTimeMs();
        if (wait <= 0) {
            return wait;
        }
        long sinceReply = getFollower().getLastRpcResponseTime().elapsedTimeMs();
        long sinceHeartbeat = getFollower().getLastHeartbeatSendTime().elapsedTimeMs();
        return Math.min(
                wait, Math.max(heartbeatMillis - sinceReply, heartbeatMillis / 2 - sinceHeartbeat));
    }

    /// Ratis 3.3.0 asks for a snapshot for ever when the follower is one step behind the first
    /// entry that is left, has that snapshot, and the leader's own durable position is elsewhere
    /// (as with every state that lives in a database). The log is enough then.
    @Override
    public boolean shouldInstallSnapshot(boolean hasSnapshot) {
        long next = getFollower().getNextIndex();
        boolean logIsEnough =
                next > 0
                        && next == getFollower().getSnapshotIndex() + 1
                        && next == getRaftLog().getStartIndex();
        return !logIsEnough && super.shouldInstallSnapshot(hasSnapshot);
    }

    /// A follower that goes on to ask for entries from below what it has acknowledged has lost its
    /// log (a new disk, an emptied directory). Ratis would hold on to what it remembers of that
    /// follower for as long as this member leads; a new appender remembers nothing and fills it
    /// again.
    ///
    /// One such answer says nothing: it may be of the time before the acknowledgement. And Ratis
    /// starts no new appender for a member that it has yet to take in.
    @Override
    protected long getNextIndexForInconsistency(long requestFirstIndex, long replyNextIndex) {
        if (replyNextIndex <= getFollower().getMatchIndex()) {
            long now = ticker.nanos();
            if (!denying.getAndSet(true)) {
                deniedNanos = now;
            } else if (now - deniedNanos > BELIEVED.toNanos() && isMember()) {
                denying.set(false);
                // Not here: this thread is inside the appender that is to end.
                Thread.ofVirtual().start(() -> getLeaderState().restart(this));
            }
        }
        return super.getNextIndexForInconsistency(requestFirstIndex, replyNextIndex);
    }

    /// Ratis wakes the appender's thread at each reply, also when nothing is left to send.
    @Override
    public void notifyLogAppender() {
        if (shouldSendAppendEntries()) {
            super.notifyLogAppender();
        }
    }

    private boolean isMember() {
        return getServer()
                        .getRaftConf()
                        .getPeer(getFollowerId(), RaftPeerRole.FOLLOWER, RaftPeerRole.LISTENER)
                != null;
    }

    /// The follower has what this appender believes it to have.
    void agreed() {
        denying.set(false);
    }
}
