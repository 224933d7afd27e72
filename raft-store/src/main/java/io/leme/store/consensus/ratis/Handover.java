package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the leadership to another member before this one leaves, as etcd does: the others then
/// need not wait for an election timeout.
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Heartbeats that a member may leave unanswered and still count as alive.
    private static final int MISSED = 5;

    private final RaftServer.Division division;
    private final LeaderHooks hooks;
    private final Ticker ticker;

    Handover(RaftServer.Division division, LeaderHooks hooks, Ticker ticker) {
        this.division = division;
        this.hooks = hooks;
        this.ticker = ticker;
    }

    /// Another member as this one sees it.
    ///
    /// @param matchIndex last entry that it is known to have
    /// @param silenceNanos since it was last heard
    record Candidate(RaftPeerId id, long matchIndex, long silenceNanos) {}

    /// The voter that has most of the log among those that are heard; of equals the one that was
    /// heard last. Whoever was stopped just before has as much of the log as those that live.
    static Optional<RaftPeerId> successor(
            Collection<Candidate> candidates, Set<RaftPeerId> voters, long aliveNanos) {
        return candidates.stream()
                .filter(candidate -> voters.contains(candidate.id()))
                .filter(candidate -> candidate.silenceNanos() <= aliveNanos)
                .max(
                        Comparator.comparingLong(Candidate::matchIndex)
                                .thenComparing(
                                        Comparator.comparingLong(Candidate::silenceNanos)
                                                .reversed()))
                .map(Candidate::id);
    }

    /// Does nothing where this member does not lead; gives up after [#PATIENCE].
    void run() {
        if (!division.getInfo().isLeader()) {
            return;
        }
        hooks.current().filter(term -> !term.ended()).ifPresent(this::end);
    }

    private void end(LeaderTerm term) {
        long now = ticker.nanos();
        List<Candidate> others =
                term.appenders().stream()
                        .map(appender ->
                                new Candidate(
                                        appender.getFollowerId(),
                                        appender.getFollower().getMatchIndex(),
                                        term.silenceNanos(appender.getFollowerId(), now)))
                        .toList();
        successor(
                        others,
                        Quorum.voters(division.getRaftConf()),
                        TimeUnit.MILLISECONDS.toNanos(MISSED * hooks.heartbeatMillis()))
                .ifPresentOrElse(
                        this::giveTo,
                        () -> LOG.info("leadership not given: no other voter is heard"));
    }

    private void giveTo(RaftPeerId successor) {
        TransferLeadershipRequest request =
                new TransferLeadershipRequest(
                        ClientId.randomId(),
                        division.getId(),
                        division.getMemberId().getGroupId(),
                        1,
                        successor,
                        PATIENCE.toMillis());
        try {
            boolean given =
                    division.getRaftServer()
                            .transferLeadershipAsync(request)
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .isSuccess();
            LOG.info("leadership {} to {}", given ? "given" : "not given", successor);
        } catch (TimeoutException late) {
            LOG.info(
                    "leadership not given to {}: not taken within {} ms",
                    successor,
                    PATIENCE.toMillis());
        } catch (IOException | ExecutionException e) {
            LOG.info("leadership not given to {}: {}", successor, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
