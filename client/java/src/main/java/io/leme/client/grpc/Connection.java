package io.leme.client.grpc;

import io.leme.client.config.ClientSettings;
import io.leme.client.config.Endpoint;
import io.leme.client.kv.Kv;
import io.leme.client.lease.Leases;
import io.leme.client.maintenance.Maintenance;
import io.leme.client.watch.Watches;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Owns and wires what one client consists of; closes it in reverse.
public final class Connection implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final ClientThreads threads;
    private final ChannelFactory channels;
    private final EndpointPool pool;
    private final UnaryCalls calls;
    private final GrpcWatches watches;
    private final GrpcLeases leases;
    private final Kv kv;
    private final Maintenance maintenance;

    private Connection(ClientSettings settings, ClientThreads threads, ChannelFactory channels) {
        this.threads = threads;
        this.channels = channels;
        this.pool = new EndpointPool(members(settings, channels), settings.policy());
        ClientContext context =
                new ClientContext(
                        pool,
                        threads.timer(),
                        threads.answers(),
                        threads.listeners(),
                        System::nanoTime,
                        () -> ThreadLocalRandom.current().nextDouble());
        this.calls = new UnaryCalls(context, settings.timing().requestTimeout());
        this.watches = new GrpcWatches(context, settings.watchBufferBytes());
        this.leases = new GrpcLeases(calls, new Renewals(context, calls.requestTimeout()));
        this.kv = new GrpcKv(calls);
        this.maintenance = new GrpcMaintenance(calls);
    }

    /// @throws IllegalArgumentException if TLS files can't be read
    public static Connection open(ClientSettings settings) {
        ClientThreads threads = ClientThreads.start(settings.executor());
        try {
            ChannelFactory channels = new ChannelFactory(settings, threads.timer());
            return new Connection(settings, threads, channels);
        } catch (RuntimeException failure) {
            threads.close();
            throw failure;
        }
    }

    private static List<EndpointChannel> members(ClientSettings settings, ChannelFactory channels) {
        List<EndpointChannel> members = new ArrayList<>();
        for (Endpoint endpoint : settings.endpoints()) {
            members.add(
                    new EndpointChannel(
                            members.size(),
                            endpoint,
                            channels.channel(endpoint),
                            System::nanoTime));
        }
        return members;
    }

    public Kv kv() {
        return kv;
    }

    public Watches watches() {
        return watches;
    }

    public Leases leases() {
        return leases;
    }

    public Maintenance maintenance() {
        return maintenance;
    }

    @Override
    public void close() {
        calls.close();
        watches.close();
        leases.close();
        pool.members().forEach(member -> member.channel().shutdownNow());
        awaitChannels();
        channels.close();
        threads.close();
    }

    private void awaitChannels() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        try {
            for (EndpointChannel member : pool.members()) {
                long left = deadline - System.nanoTime();
                member.channel().awaitTermination(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
