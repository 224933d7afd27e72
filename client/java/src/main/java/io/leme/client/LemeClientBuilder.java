package io.leme.client;

import io.leme.client.config.ClientSettings;
import io.leme.client.config.Endpoint;
import io.leme.client.config.EndpointPolicy;
import io.leme.client.config.Timing;
import io.leme.client.config.TlsMaterial;
import io.leme.client.grpc.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Collects what a client needs to know. Only the endpoints have to be given.
public final class LemeClientBuilder {
    private static final long WATCH_BUFFER_BYTES = 8L << 20;

    private List<Endpoint> endpoints = List.of();
    private @Nullable TlsMaterial tls;
    private Timing timing = Timing.standard();
    private EndpointPolicy policy = EndpointPolicy.ROUND_ROBIN;
    private String userAgent = "leme-client";
    private long watchBufferBytes = WATCH_BUFFER_BYTES;
    private @Nullable Executor executor;

    LemeClientBuilder() {}

    /// The members' addresses, as [Endpoint#parse] reads them.
    public LemeClientBuilder endpoints(String... addresses) {
        return endpoints(Arrays.stream(addresses).map(Endpoint::parse).toList());
    }

    /// The members' addresses.
    public LemeClientBuilder endpoints(List<Endpoint> newEndpoints) {
        endpoints = List.copyOf(newEndpoints);
        return this;
    }

    /// Whom to trust and who to be. Without it, endpoints without a scheme are spoken to in the
    /// clear.
    public LemeClientBuilder tls(TlsMaterial material) {
        tls = material;
        return this;
    }

    /// All clocks at once; [Timing#standard] if not given.
    public LemeClientBuilder timing(Timing newTiming) {
        timing = newTiming;
        return this;
    }

    /// How long one request may take, all its attempts together; 10 s if not given.
    public LemeClientBuilder requestTimeout(Duration timeout) {
        timing = timing.withRequestTimeout(timeout);
        return this;
    }

    /// Which endpoint a request goes to first; round robin if not given.
    public LemeClientBuilder policy(EndpointPolicy newPolicy) {
        policy = newPolicy;
        return this;
    }

    /// Where futures complete and listeners are called. If not given, the client has threads of its
    /// own: as many as there are processors, and at least 4, for futures, and for listeners as many
    /// as have something to hear. With `Runnable::run` it is the network's own threads, which saves
    /// a switch and must never be held up.
    public LemeClientBuilder executor(Executor newExecutor) {
        executor = newExecutor;
        return this;
    }

    /// What the client calls itself, for the servers' logs.
    public LemeClientBuilder userAgent(String name) {
        userAgent = name;
        return this;
    }

    /// How many bytes of undelivered changes one watcher may hold before its stream is no longer
    /// read; 8 MiB if not given.
    public LemeClientBuilder watchBufferBytes(long bytes) {
        watchBufferBytes = bytes;
        return this;
    }

    /// Builds the client. Connections are made when they are first needed.
    ///
    /// @throws IllegalArgumentException if there is no endpoint, or TLS files can't be read
    public LemeClient build() {
        return new ConnectedClient(
                Connection.open(
                        new ClientSettings(
                                endpoints,
                                tls,
                                timing,
                                policy,
                                userAgent,
                                watchBufferBytes,
                                executor)));
    }
}
