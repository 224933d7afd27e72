package io.leme.client.grpc;

import io.leme.client.error.StoreException;
import io.leme.client.lease.LeaseKeepAlive;
import io.leme.client.lease.LeaseListener;
import java.util.function.Consumer;

/// One listener of one lease that is kept alive. Its mailbox needs no limit: news of one lease are
/// few, and only the newest waits.
final class Renewal implements LeaseKeepAlive {
    private final long id;
    private final Renewals renewals;
    private final LeaseListener listener;
    private final Mailbox mailbox;

    Renewal(long id, Renewals renewals, LeaseListener listener, Consumer<Runnable> executor) {
        this.id = id;
        this.renewals = renewals;
        this.listener = listener;
        this.mailbox = new Mailbox(executor, Long.MAX_VALUE, () -> {});
    }

    @Override
    public long id() {
        return id;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public void close() {
        renewals.remove(this);
        mailbox.clear();
        mailbox.seal(() -> {});
    }

    /// An older renewal that the listener hasn't heard of is no news any more.
    void onRenewed(long ttlSeconds) {
        mailbox.clear();
        mailbox.put(0, () -> listener.onRenewed(ttlSeconds));
    }

    void onLost(StoreException cause) {
        mailbox.seal(() -> listener.onLost(cause));
    }
}
