package io.leme.client.fake;

import static io.leme.client.fake.Eventually.eventually;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// One member of a fake cluster, on a real port of loopback.
public final class FakeEtcd implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private final FakeStore store;
    private final ServerCredentials credentials;
    private final Faults faults = new Faults();
    private final FakeWatch watch;
    private final FakeLease lease;
    private Server server;
    private int port;

    private FakeEtcd(FakeStore store, ServerCredentials credentials) {
        this.store = store;
        this.credentials = credentials;
        this.watch = new FakeWatch(store);
        this.lease = new FakeLease(store, faults);
    }

    public static FakeEtcd start(FakeStore store) throws IOException {
        return startSecure(store, InsecureServerCredentials.create());
    }

    public static FakeEtcd startSecure(FakeStore store, ServerCredentials credentials)
            throws IOException {
        FakeEtcd etcd = new FakeEtcd(store, credentials);
        etcd.start();
        return etcd;
    }

    /// Starts it, again on the port it had before. Somebody's outgoing connection may have got that
    /// meanwhile, also a client's that looks for this server: it is waited for.
    public void start() throws IOException {
        if (port == 0) {
            server = build().start();
            port = server.getPort();
            return;
        }
        eventually(() -> {
            try {
                server = build().start();
            } catch (IOException taken) {
                throw new AssertionError("the port is taken", taken);
            }
        });
    }

    private Server build() {
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), credentials)
                .addService(new FakeKv(store, faults))
                .addService(watch)
                .addService(lease)
                .addService(new FakeMaintenance(store, faults))
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
    }

    /// Breaks every connection, and refuses new ones.
    public void kill() throws InterruptedException {
        server.shutdownNow();
        server.awaitTermination(10, TimeUnit.SECONDS);
        watch.forgetStreams();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    public Faults faults() {
        return faults;
    }

    public FakeWatch watch() {
        return watch;
    }

    public FakeLease lease() {
        return lease;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
