package io.leme.store.consensus.ratis;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LogAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the leadership to another member before this one leaves, as etcd does: the others then
/// need not wait for an election timeout.
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RaftServer.Division division;
    private final LeaderHooks hooks;

    Handover(RaftServer.Division division, LeaderHooks hooks) {
        this.division = division;
        this.hooks = hooks;
    }

    /// Does nothing where this member does not lead; gives up after [#PATIENCE].
    void run() {
        if (!division.getInfo().isLeader()) {
            return;
        }
        hooks.current()
                .filter(term -> !term.ended())
                .flatMap(term ->
                        term.appenders().stream()
                                .map(LogAppender::getFollower)
                                .max(Comparator.comparingLong(FollowerInfo::getMatchIndex)))
                .ifPresent(this::giveTo);
    }

    private void giveTo(FollowerInfo successor) {
        TransferLeadershipRequest request =
                new TransferLeadershipRequest(
                        ClientId.randomId(),
                        division.getId(),
                        division.getMemberId().getGroupId(),
                        1,
                        successor.getId(),
                        PATIENCE.toMillis());
        try {
            boolean given =
                    division.getRaftServer()
                            .transferLeadershipAsync(request)
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .isSuccess();
            LOG.info("leadership {} to {}", given ? "given" : "not given", successor.getId());
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.info("leadership not given to {}: {}", successor.getId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
