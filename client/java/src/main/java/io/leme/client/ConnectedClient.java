package io.leme.client;

import io.leme.client.grpc.Connection;
import io.leme.client.kv.Kv;
import io.leme.client.lease.Leases;
import io.leme.client.maintenance.Maintenance;
import io.leme.client.watch.Watches;

/// The client over a real connection.
record ConnectedClient(Connection connection) implements LemeClient {
    @Override
    public Kv kv() {
        return connection.kv();
    }

    @Override
    public Watches watches() {
        return connection.watches();
    }

    @Override
    public Leases leases() {
        return connection.leases();
    }

    @Override
    public Maintenance maintenance() {
        return connection.maintenance();
    }

    @Override
    public void close() {
        connection.close();
    }
}
