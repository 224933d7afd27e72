package io.leme.client.lease;

import io.leme.client.error.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Grants, renews and ends leases. Styles and failures are as with [io.leme.client.kv.Kv].
public interface Leases {
    /// Makes a lease.
    ///
    /// @param ttlSeconds how long it lives without renewal; the store may grant more, and never
    ///   less than its own minimum, 2 s as it comes
    /// @param id the id it shall have; 0 lets the store choose
    CompletableFuture<LeaseGrant> grantAsync(long ttlSeconds, long id);

    /// Ends a lease and deletes its keys. Completes with the store's revision after that.
    CompletableFuture<Long> revokeAsync(long id);

    /// @param keys whether to list the attached keys
    CompletableFuture<LeaseTimeToLive> timeToLiveAsync(long id, boolean keys);

    /// The ids of all leases.
    CompletableFuture<List<Long>> leasesAsync();

    /// Renews once. Completes with the seconds the lease now lives.
    ///
    /// @return fails with `LEASE_NOT_FOUND` if there is no such lease any more
    CompletableFuture<Long> keepAliveOnceAsync(long id);

    /// Renews from now on, every third of the time-to-live, through broken connections, until the
    /// handle is closed or the lease is lost. The listener is called on the client's executor.
    LeaseKeepAlive keepAlive(long id, LeaseListener listener);

    default LeaseGrant grant(long ttlSeconds) {
        return Await.answer(grantAsync(ttlSeconds, 0));
    }

    default LeaseGrant grant(long ttlSeconds, long id) {
        return Await.answer(grantAsync(ttlSeconds, id));
    }

    default long revoke(long id) {
        return Await.answer(revokeAsync(id));
    }

    default LeaseTimeToLive timeToLive(long id, boolean keys) {
        return Await.answer(timeToLiveAsync(id, keys));
    }

    default List<Long> leases() {
        return Await.answer(leasesAsync());
    }

    default long keepAliveOnce(long id) {
        return Await.answer(keepAliveOnceAsync(id));
    }
}
