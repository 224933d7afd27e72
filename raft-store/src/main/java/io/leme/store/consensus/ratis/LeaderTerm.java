package io.leme.store.consensus.ratis;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/// What this member knows while it leads in one term: who sends to each follower, and when each was
/// last heard. A new one is made for every term that it wins.
final class LeaderTerm {
    private final LeaderState state;
    private final long number;
    private final long startedNanos;
    private final Map<RaftPeerId, LogAppender> appenders = new ConcurrentHashMap<>();
    private final Set<RaftPeerId> met = ConcurrentHashMap.newKeySet();
    private final Map<RaftPeerId, Long> heardNanos = new ConcurrentHashMap<>();
    private volatile boolean ended;

    LeaderTerm(LeaderState state, long number, long startedNanos) {
        this.state = state;
        this.number = number;
        this.startedNanos = startedNanos;
    }

    @SuppressWarnings("ReferenceEquality") // Ratis makes one per term
    boolean isOf(LeaderState other) {
        return state == other;
    }

    long number() {
        return number;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - startedNanos;
    }

    /// After this no round is confirmed in this term any more.
    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /// Whether this is the first time in this term that an appender is wanted for this follower.
    boolean isFirst(RaftPeerId follower) {
        return met.add(follower);
    }

    void add(LogAppender appender) {
        appenders.put(appender.getFollowerId(), appender);
    }

    void remove(LogAppender appender) {
        appenders.remove(appender.getFollowerId(), appender);
    }

    Collection<LogAppender> appenders() {
        return appenders.values();
    }

    void heard(RaftPeerId follower, long nowNanos) {
        heardNanos.put(follower, nowNanos);
    }

    /// Time since this follower was heard, or since the term began when it never was.
    long silenceNanos(RaftPeerId follower, long nowNanos) {
        return nowNanos - heardNanos.getOrDefault(follower, startedNanos);
    }

    boolean quorumHeardWithin(
            long windowNanos, long nowNanos, RaftConfiguration configuration, RaftPeerId self) {
        return Quorum.reached(configuration, self, id -> silenceNanos(id, nowNanos) <= windowNanos);
    }
}
