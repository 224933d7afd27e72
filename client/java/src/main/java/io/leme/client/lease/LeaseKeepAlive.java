package io.leme.client.lease;

/// The renewing of one lease.
public interface LeaseKeepAlive extends AutoCloseable {
    long id();

    /// Stops renewing. The lease itself is left to run out, or to be revoked. No call of the
    /// listener begins after this returned.
    @Override
    void close();
}
