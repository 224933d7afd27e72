package io.leme.client.grpc;

import io.leme.client.error.StoreException;
import io.leme.wire.rpc.LeaseKeepAliveResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All leases that are kept alive, over one stream that is mended when it breaks.
///
/// While there is such a lease there is a [RenewalCall], or a pause before the next one, and the
/// timer looks four times a second which leases are due and which are lost. One lock guards all of
/// it.
final class Renewals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    private static final long LOOK_MILLIS = 250;

    private final ClientContext context;
    private final Duration firstAnswer;
    private final Backoff backoff;
    private final Guard guard = new Guard();
    private final Map<Long, RenewedLease> leases = new HashMap<>();
    private @Nullable RenewalCall current;
    private @Nullable Future<?> looking;
    private boolean pausing;
    private boolean closed;

    /// @param firstAnswer how long the first renewal of a lease may take, whose time to live is not
    ///   known before
    Renewals(ClientContext context, Duration firstAnswer) {
        this.context = context;
        this.firstAnswer = firstAnswer;
        this.backoff = context.newBackoff();
    }

    void add(Renewal renewal) {
        guard.locked(() -> addLocked(renewal));
    }

    private void addLocked(Renewal renewal) {
        if (closed) {
            throw Failures.closed();
        }
        long lost = context.now() + firstAnswer.toNanos();
        RenewedLease lease = leases.computeIfAbsent(renewal.id(), id -> new RenewedLease(id, lost));
        lease.add(renewal);
        if (current == null && !pausing) {
            connect(context.pool().first());
        } else {
            sendIfDue(lease);
        }
        if (looking == null) {
            looking =
                    context.timer()
                            .scheduleWithFixedDelay(
                                    () -> guard.locked(this::look),
                                    LOOK_MILLIS,
                                    LOOK_MILLIS,
                                    TimeUnit.MILLISECONDS);
        }
    }

    void remove(Renewal renewal) {
        guard.locked(() -> {
            RenewedLease lease = leases.get(renewal.id());
            if (lease != null && lease.remove(renewal)) {
                leases.remove(renewal.id());
                restIfEmpty();
            }
        });
    }

    @Override
    public void close() {
        guard.locked(() -> {
            closed = true;
            leases.clear();
            restIfEmpty();
        });
    }

    void heard(RenewalCall call, LeaseKeepAliveResponse answer) {
        guard.locked(() -> {
            RenewedLease lease = leases.get(answer.getID());
            if (current == call && lease != null) {
                backoff.reset();
                renewed(lease, answer.getTTL());
            }
        });
    }

    void broken(RenewalCall call, StoreException failure, EndpointChannel member) {
        guard.locked(() -> {
            if (current == call) {
                current = null;
                mend(failure, member);
            }
        });
    }

    private void renewed(RenewedLease lease, long ttlSeconds) {
        if (ttlSeconds > 0) {
            lease.renewed(ttlSeconds, context.now());
            tell(lease);
        } else {
            lose(lease, RenewedLease.unknown());
        }
    }

    private void look() {
        long now = context.now();
        for (RenewedLease lease : List.copyOf(leases.values())) {
            if (lease.isLost(now)) {
                lose(lease, lease.silence());
            } else {
                sendIfDue(lease);
            }
        }
    }

    private void sendIfDue(RenewedLease lease) {
        long now = context.now();
        if (current != null && lease.isDue(now)) {
            lease.sent(now);
            current.send(lease.id());
        }
    }

    private void lose(RenewedLease lease, StoreException cause) {
        leases.remove(lease.id());
        lease.lost(cause);
        tell(lease);
        restIfEmpty();
    }

    private void tell(RenewedLease lease) {
        lease.listeners().forEach(listener -> guard.tell(listener.mailbox()));
    }

    private void mend(StoreException failure, EndpointChannel member) {
        if (Failures.isFinal(failure)) {
            List.copyOf(leases.values()).forEach(lease -> lose(lease, failure));
            return;
        }
        LOG.debug("the renewal stream broke and will resume: {}", failure.getMessage());
        leases.values().forEach(RenewedLease::forgetSent);
        pausing = context.later(backoff.nextMillis(), () -> guard.locked(() -> resume(member)));
    }

    private void resume(EndpointChannel failed) {
        pausing = false;
        if (!leases.isEmpty() && current == null) {
            connect(context.pool().after(failed));
        }
    }

    private void connect(EndpointChannel member) {
        RenewalCall call = new RenewalCall(this, member);
        current = call;
        call.start();
        leases.values().forEach(this::sendIfDue);
    }

    private void restIfEmpty() {
        if (!leases.isEmpty()) {
            return;
        }
        RenewalCall call = current;
        current = null;
        if (call != null) {
            call.abandon();
        }
        if (looking != null) {
            looking.cancel(false);
            looking = null;
        }
    }
}
