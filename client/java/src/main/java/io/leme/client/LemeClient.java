package io.leme.client;

import io.leme.client.kv.Kv;
import io.leme.client.lease.Leases;
import io.leme.client.maintenance.Maintenance;
import io.leme.client.watch.Watches;

/// A connection to a cluster, for all threads of a program.
public interface LemeClient extends AutoCloseable {
    /// Starts building a client.
    static LemeClientBuilder builder() {
        return new LemeClientBuilder();
    }

    /// Reads and changes keys.
    Kv kv();

    /// Watches keys.
    Watches watches();

    /// Grants, renews and ends leases.
    Leases leases();

    /// Looks after members.
    Maintenance maintenance();

    /// Ends everything that is under way: requests fail, watchers and renewals end. Waits for the
    /// connections to close, at most 5 s. Leases are left to run out.
    @Override
    void close();
}
