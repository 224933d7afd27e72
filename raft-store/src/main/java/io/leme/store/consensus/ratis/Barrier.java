package io.leme.store.consensus.ratis;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.LogAppender;
import org.jspecify.annotations.Nullable;

/// Confirms that this member still leads, and gives the commit index from before the confirmation
/// (the Raft thesis, 6.4; etcd: ReadIndex). One round is in flight and one gathers callers; a
/// caller only ever joins a round that has not begun, so that every answer counted was asked for
/// after the call.
///
/// In Ratis a call id names each message to a follower. A round notes the next id of every follower
/// and counts only answers from there on; entries count like heartbeats, so that under writes a
/// round costs no message of its own.
final class Barrier {
    private static final Duration NUDGE = Duration.ofMillis(5);

    private final Executor completions;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean nudging = new AtomicBoolean();
    private volatile RaftServer.@Nullable Division division;
    private volatile @Nullable LeaderHooks hooks;
    private volatile @Nullable Round inFlight;
    private @Nullable Round gathering;

    /// @param completions runs what waits for a round
    Barrier(Executor completions, ScheduledExecutorService timer) {
        this.completions = completions;
        this.timer = timer;
    }

    void connect(RaftServer.Division ofThisMember, LeaderHooks withHooks) {
        hooks = withHooks;
        division = ofThisMember;
    }

    /// The commit index at a time after this call when this member led. Fails with [NotLeading].
    CompletableFuture<Long> confirm() {
        RaftServer.Division known = division;
        if (known == null) {
            return CompletableFuture.failedFuture(new NotLeading("not started"));
        }
        OptionalLong alone = confirmAlone();
        if (alone.isPresent()) {
            return CompletableFuture.completedFuture(alone.getAsLong());
        }
        Round begun = null;
        Round joined;
        synchronized (this) {
            if (inFlight == null) {
                begun = new Round();
                inFlight = begun;
                joined = begun;
            } else {
                if (gathering == null) {
                    gathering = new Round();
                }
                joined = gathering;
            }
        }
        if (begun != null) {
            begin(begun, known);
        }
        return joined.result;
    }

    /// What [#confirm] gives, at once, where this member is the only voter and leads.
    OptionalLong confirmAlone() {
        RaftServer.Division known = division;
        return known != null
                        && Quorum.alone(known.getRaftConf(), known.getId())
                        && readyLeader(known.getInfo())
                ? OptionalLong.of(known.getRaftLog().getLastCommittedIndex())
                : OptionalLong.empty();
    }

    /// What [#confirm] gives, at once, where this member and one that asks are a majority.
    ///
    /// Whoever asks in the term in which this member leads had voted in no later one when it asked,
    /// and this member has not either, now. A leader of a later term had no majority by then, so
    /// all that was acknowledged before is committed here.
    ///
    /// @param asking who asks, and the term it was in when it did
    OptionalLong confirmFor(RaftPeerId asking, long inTerm) {
        RaftServer.Division known = division;
        LeaderTerm term = hooks == null ? null : hooks.current().orElse(null);
        if (known == null
                || term == null
                || term.number() != inTerm
                || !Quorum.reached(known.getRaftConf(), known.getId(), asking::equals)) {
            return OptionalLong.empty();
        }
        DivisionInfo info = known.getInfo();
        // The index is read last: before a leader is ready, its own may be behind.
        return readyLeader(info) && info.getCurrentTerm() == inTerm && !term.ended()
                ? OptionalLong.of(known.getRaftLog().getLastCommittedIndex())
                : OptionalLong.empty();
    }

    void replied(LeaderTerm term, LogAppender appender, long callId) {
        Round round = inFlight;
        RaftServer.Division known = division;
        if (round == null || known == null || !round.counts(term, appender, callId)) {
            return;
        }
        if (Quorum.reached(known.getRaftConf(), known.getId(), round.confirmed::contains)) {
            finish(round, known, null);
        }
    }

    /// Fails what is in flight: this member stopped leading.
    void abandon() {
        Round round = inFlight;
        RaftServer.Division known = division;
        if (round != null && known != null) {
            finish(round, known, new NotLeading("leader changed"));
        }
    }

    /// A heartbeat asked for while another is being made is lost in Ratis: as long as a round is in
    /// flight, those who have not answered are asked again every [#NUDGE].
    private void nudgeLater() {
        if (nudging.compareAndSet(false, true)) {
            try {
                var _ = timer.schedule(this::nudge, NUDGE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // Closing: the round is given up with the leadership.
                nudging.set(false);
            }
        }
    }

    private void nudge() {
        nudging.set(false);
        Round round = inFlight;
        LeaderTerm term = round == null ? null : round.term;
        if (round == null || term == null || term.ended()) {
            return;
        }
        for (LogAppender appender : term.appenders()) {
            if (!round.confirmed.contains(appender.getFollowerId())) {
                appender.triggerHeartbeat();
            }
        }
        nudgeLater();
    }

    private void begin(Round round, RaftServer.Division known) {
        DivisionInfo info = known.getInfo();
        LeaderTerm term = hooks == null ? null : hooks.current().orElse(null);
        if (term == null
                || term.ended()
                || term.number() != info.getCurrentTerm()
                || !readyLeader(info)) {
            finish(round, known, new NotLeading("not leader"));
            return;
        }
        round.index = known.getRaftLog().getLastCommittedIndex();
        for (LogAppender appender : term.appenders()) {
            round.firstCallIds.put(appender, appender.getCallId());
        }
        round.term = term;
        for (LogAppender appender : term.appenders()) {
            appender.triggerHeartbeat();
        }
        nudgeLater();
        // It may have ended before it could see this round.
        if (term.ended()) {
            finish(round, known, new NotLeading("leader changed"));
        }
    }

    private void finish(Round round, RaftServer.Division known, @Nullable NotLeading failure) {
        Round begun;
        synchronized (this) {
            if (inFlight != round) {
                return;
            }
            begun = gathering;
            inFlight = begun;
            gathering = null;
        }
        completions.execute(() -> {
            if (failure == null) {
                round.result.complete(round.index);
            } else {
                round.result.completeExceptionally(failure);
            }
        });
        if (begun != null) {
            begin(begun, known);
        }
    }

    private static boolean readyLeader(DivisionInfo info) {
        return info.isLeader() && info.isLeaderReady();
    }

    private static final class Round {
        private final CompletableFuture<Long> result = new CompletableFuture<>();
        private final Map<LogAppender, Long> firstCallIds = new ConcurrentHashMap<>();
        private final Set<RaftPeerId> confirmed = ConcurrentHashMap.newKeySet();
        private volatile long index;

        /// Set last when the round begins: before that nothing counts.
        private volatile @Nullable LeaderTerm term;

        private boolean counts(LeaderTerm of, LogAppender appender, long callId) {
            if (term != of || of.ended()) {
                return false;
            }
            // An appender that is not listed was made after the round began: all it sends counts.
            Long first = firstCallIds.get(appender);
            if (first != null && appender.getCallIdComparator().compare(callId, first) < 0) {
                return false;
            }
            confirmed.add(appender.getFollowerId());
            return true;
        }
    }

    /// This member does not lead, or not yet, or no longer.
    static final class NotLeading extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotLeading(String why) {
            super(why, null, false, false);
        }
    }
}
