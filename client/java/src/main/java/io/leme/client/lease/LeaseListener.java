package io.leme.client.lease;

import io.leme.client.error.StoreException;

/// Hears the renewing of a lease. Calls come one at a time.
public interface LeaseListener {
    /// The store has renewed the lease.
    default void onRenewed(long ttlSeconds) {}

    /// The lease is gone, or may be: the store says there is none, or no renewal came through for
    /// as long as the lease lives. Renewing has ended; what the lease stood for is no longer
    /// certain.
    void onLost(StoreException cause);
}
