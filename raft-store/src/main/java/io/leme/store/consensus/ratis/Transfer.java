package io.leme.store.consensus.ratis;

import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.impl.FailedTransfer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the leadership to one member, once.
///
/// Ratis asks the member a single time, and itself refuses while members change. But a member that
/// was just taken in or promoted learns so with the next heartbeat, and refuses until then. So it
/// is asked again until it leads, another one does, or time is up.
///
/// One request is under way at a time; answers come on threads of Ratis, which are never blocked.
final class Transfer {
    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    /// How long Ratis waits for one answer. It takes no entries meanwhile.
    private static final Duration ONE_TRY = Duration.ofMillis(300);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RaftServer.Division division;
    private final RaftPeerId successor;
    private final Executor later =
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    private final CompletableFuture<Void> given = new CompletableFuture<>();
    private volatile String refusal = "no answer";

    Transfer(RaftServer.Division division, RaftPeerId successor) {
        this.division = division;
        this.successor = successor;
    }

    /// Completes when the successor leads; fails with [StoreException]: TRANSFER_TIMEOUT when it
    /// does not within `patience`, STOPPED when this member stops.
    CompletableFuture<Void> run(Duration patience) {
        ask();
        return given.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, failure) -> {
                    if (failure == null) {
                        return null;
                    }
                    LOG.warn("leadership not given to {}: {}", successor, refusal);
                    throw failure instanceof StoreException known
                            ? known
                            : new StoreException(StoreError.TRANSFER_TIMEOUT);
                });
    }

    private void ask() {
        try {
            var _ =
                    division.getRaftServer()
                            .transferLeadershipAsync(request())
                            .whenComplete(this::answered);
        } catch (IOException closed) {
            refusal = String.valueOf(closed);
            given.completeExceptionally(new StoreException(StoreError.STOPPED));
        }
    }

    private void answered(@Nullable RaftClientReply reply, @Nullable Throwable failure) {
        if (reply != null && reply.isSuccess()) {
            given.complete(null);
            return;
        }
        refusal = String.valueOf(reply == null ? failure : reply.getException());
        FailedTransfer.end(division);
        later.execute(this::lookAgain);
    }

    private void lookAgain() {
        RaftPeerId leader = division.getInfo().getLeaderId();
        if (successor.equals(leader)) {
            given.complete(null);
        } else if (leader != null && !leader.equals(division.getId())) {
            given.completeExceptionally(new StoreException(StoreError.TRANSFER_TIMEOUT));
        } else if (!given.isDone()) {
            ask();
        }
    }

    private TransferLeadershipRequest request() {
        return new TransferLeadershipRequest(
                ClientId.randomId(),
                division.getId(),
                division.getMemberId().getGroupId(),
                1,
                successor,
                ONE_TRY.toMillis());
    }
}
