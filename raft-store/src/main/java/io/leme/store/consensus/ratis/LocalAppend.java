package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.EntryLog.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;

/// Appends to the log of this member, which must lead. Goes straight to Ratis' server: through its
/// front door every entry would cost two more thread hops.
final class LocalAppend {
    /// Ratis keeps a little state for each client id as long as the id is in use.
    private static final Duration CLIENT_LIFE = Duration.ofHours(1);

    private final RaftServer.Division division;
    private final RaftClientAsynchronousProtocol log;
    private final Ticker ticker;
    private final AtomicLong calls = new AtomicLong();
    private volatile Client client;

    LocalAppend(RaftServer.Division division, Ticker ticker) {
        this.division = division;
        this.log = (RaftClientAsynchronousProtocol) division;
        this.ticker = ticker;
        client = new Client(ClientId.randomId(), ticker.nanos());
    }

    CompletableFuture<Outcome> append(byte[] bytes) {
        Entry entry = new Entry(bytes);
        RaftClientRequest request =
                RaftClientRequest.newBuilder()
                        .setClientId(clientId())
                        .setServerId(division.getId())
                        .setGroupId(division.getMemberId().getGroupId())
                        .setCallId(calls.incrementAndGet())
                        .setMessage(entry)
                        .setType(RaftClientRequest.writeRequestType())
                        .build();
        try {
            return log.submitClientRequestAsync(request)
                    .handle((reply, failure) -> outcome(entry, reply, failure));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.completedFuture(outcome(entry, null, e));
        }
    }

    private static Outcome outcome(
            Entry entry, @Nullable RaftClientReply reply, @Nullable Throwable failure) {
        if (reply != null && reply.isSuccess()) {
            return new Outcome.Committed();
        }
        Throwable cause = reply == null ? failure : reply.getException();
        String why = cause == null ? "no reason given" : cause.getClass().getSimpleName();
        return entry.perhapsAppended() ? new Outcome.Unknown(why) : new Outcome.NotAppended(why);
    }

    private ClientId clientId() {
        Client known = client;
        long now = ticker.nanos();
        if (now - known.bornNanos() > CLIENT_LIFE.toNanos()) {
            known = new Client(ClientId.randomId(), now);
            client = known;
        }
        return known.id();
    }

    private record Client(ClientId id, long bornNanos) {}
}
