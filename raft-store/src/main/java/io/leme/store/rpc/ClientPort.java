package io.leme.store.rpc;

import io.grpc.BindableService;
import io.grpc.ClientInterceptors;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.leme.store.base.Ticker;
import io.leme.store.config.ConfigException;
import io.leme.store.config.MemberSettings.Connections;
import io.leme.store.config.MemberSettings.Security;
import io.leme.store.config.MemberSettings.Urls;
import io.leme.store.config.StoreSettings;
import io.leme.store.consensus.Leadership;
import io.leme.store.mvcc.ViewSource;
import io.leme.store.service.Accounts;
import io.leme.store.service.Alarms;
import io.leme.store.service.Backups;
import io.leme.store.service.Callers;
import io.leme.store.service.Health;
import io.leme.store.service.KeyValues;
import io.leme.store.service.Leases;
import io.leme.store.service.Maintenance;
import io.leme.store.service.Members;
import io.leme.store.service.ReadQueue;
import io.leme.store.service.SpaceQuota;
import io.leme.store.telemetry.CallTraces;
import io.leme.store.telemetry.Metrics;
import io.leme.store.watch.WatchHub;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The port that clients talk to: gRPC and the HTTP face on the same addresses.
///
/// Handlers run on the event loops themselves, without a hop to an executor; that is why none of
/// them may block.
public final class ClientPort implements AutoCloseable {
    private static final int MESSAGE_OVERHEAD = 512 * 1024;

    /// What a connection may have ready for its socket. With Netty's 64 KiB a large answer stops
    /// after every fourth frame until the kernel has taken those.
    private static final WriteBufferWaterMark WRITE_BUFFER =
            new WriteBufferWaterMark(256 * 1024, 512 * 1024);

    private static final Duration STREAM_CHECK = Duration.ofMillis(250);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofMillis(1500);

    private final Server server;
    private final EventLoopGroup accepting;
    private final EventLoopGroup loops;
    private final OpenStreams streams;
    private final List<Loopback> loopbacks;
    private final ChannelGroup metricsPorts =
            new DefaultChannelGroup("metrics", GlobalEventExecutor.INSTANCE);

    /// What the services behind the port are.
    public record Services(
            KeyValues keyValues,
            Leases leases,
            Members members,
            Upkeep upkeep,
            Health health,
            WatchHub watches,
            Accounts accounts,
            Callers callers) {}

    /// What keeps the member in shape.
    public record Upkeep(
            Maintenance maintenance, Alarms alarms, SpaceQuota quota, Backups backups) {}

    /// What they run on. `reads` is for work that is too long for an event loop.
    public record Surroundings(
            Leadership leadership,
            ViewSource views,
            Metrics metrics,
            ScheduledExecutorService timers,
            ReadQueue reads,
            RandomGenerator random,
            Optional<CallTraces> traces) {}

    private ClientPort(
            Server server,
            EventLoopGroup accepting,
            EventLoopGroup loops,
            OpenStreams streams,
            List<Loopback> loopbacks) {
        this.server = server;
        this.accepting = accepting;
        this.loops = loops;
        this.streams = streams;
        this.loopbacks = new ArrayList<>(loopbacks);
    }

    /// Listens on all client URLs.
    ///
    /// @throws ConfigException when that is not possible
    public static ClientPort open(
            StoreSettings settings, Services services, Surroundings surroundings) {
        OpenStreams streams =
                new OpenStreams(
                        surroundings.leadership(),
                        Ticker.SYSTEM,
                        settings.cluster().electionTimeout());
        CurrentAnswer current = new CurrentAnswer();
        List<ServerServiceDefinition> basic =
                definitions(settings, services, surroundings, streams, current);
        Loopback loopback =
                Loopback.open(
                        basic,
                        List.of(new AuthGate(services.callers(), PassedCredentials::commonName)),
                        settings.cluster().maxRequestBytes() + MESSAGE_OVERHEAD);
        List<ServerServiceDefinition> definitions = withRecipes(basic, loopback);
        NettyServerBuilder builder = builder(settings);
        definitions.stream().map(MalformedRequests::guarded).forEach(builder::addService);
        intercept(builder, settings, services, surroundings, definitions, current);

        Optional<Loopback> gateway =
                settings.member().connections().jsonGateway()
                        ? Optional.of(gateway(settings, services, definitions))
                        : Optional.empty();
        boolean named = settings.member().security().certificatesNameUsers();
        HttpFace face =
                face(
                        services,
                        surroundings,
                        gateway.map(way ->
                                new JsonGateway(
                                        way.channel(),
                                        () -> named && services.callers().isAuthOn())));
        EventLoopGroup accepting = group("client-accept", 1);
        EventLoopGroup loops = group("client-loop", Runtime.getRuntime().availableProcessors());
        Server server =
                builder.bossEventLoopGroup(accepting)
                        .workerEventLoopGroup(loops)
                        .protocolNegotiator(
                                new PortNegotiator(
                                        settings.member().security().client().map(ServerTls::of),
                                        face))
                        .build();
        ClientPort port = new ClientPort(server, accepting, loops, streams, List.of(loopback));
        gateway.ifPresent(port.loopbacks::add);
        port.start(settings.member().urls(), face(services, surroundings, Optional.empty()));
        var _ =
                surroundings
                        .timers()
                        .scheduleWithFixedDelay(
                                streams::check,
                                STREAM_CHECK.toMillis(),
                                STREAM_CHECK.toMillis(),
                                TimeUnit.MILLISECONDS);
        return port;
    }

    private static HttpFace face(
            Services services, Surroundings surroundings, Optional<JsonGateway> gateway) {
        return new HttpFace(
                services.health(), surroundings.metrics()::page, surroundings.reads(), gateway);
    }

    /// Nobody is known by a certificate there, as in etcd: it is the gateway that calls.
    private static Loopback gateway(
            StoreSettings settings, Services services, List<ServerServiceDefinition> definitions) {
        List<ServerInterceptor> gates = new ArrayList<>();
        gates.add(new AuthGate(services.callers(), (call, metadata) -> Optional.empty()));
        settings.member().security().writerIdentity().map(WriterGate::new).ifPresent(gates::add);
        return Loopback.open(
                definitions, gates, settings.cluster().maxRequestBytes() + MESSAGE_OVERHEAD);
    }

    /// The ports that are listened on, in the order of the URLs.
    public List<Integer> ports() {
        return server.getListenSockets().stream()
                .map(address -> ((InetSocketAddress) address).getPort())
                .toList();
    }

    @Override
    public void close() {
        streams.endAll();
        var _ = metricsPorts.close();
        loopbacks.forEach(Loopback::close);
        server.shutdown();
        try {
            if (!server.awaitTermination(PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        var _ = loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
        var _ = accepting.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
    }

    private void start(Urls urls, HttpFace face) {
        boolean started = false;
        try {
            server.start();
            MetricsPort.open(urls.listenMetrics(), face, accepting, loops, metricsPorts);
            started = true;
        } catch (IOException taken) {
            Throwable cause = Optional.ofNullable(taken.getCause()).orElse(taken);
            throw new ConfigException(
                    List.of(
                            "--listen-client-urls: cannot listen on "
                                    + urls.listenClient()
                                    + ": "
                                    + cause.getMessage()));
        } finally {
            if (!started) {
                server.shutdownNow();
                var _ = metricsPorts.close();
                var _ = loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
                var _ = accepting.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static NettyServerBuilder builder(StoreSettings settings) {
        List<URI> urls = settings.member().urls().listenClient();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address(urls.getFirst()));
        urls.stream().skip(1).map(ClientPort::address).forEach(builder::addListenAddress);
        Connections connections = settings.member().connections();
        return builder.channelType(NioServerSocketChannel.class)
                .directExecutor()
                .withChildOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
                .maxInboundMessageSize(settings.cluster().maxRequestBytes() + MESSAGE_OVERHEAD)
                .maxConcurrentCallsPerConnection(connections.maxStreams())
                .keepAliveTime(connections.pingAfter().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(connections.pingTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(connections.shortestPing().toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    /// What is added last is met first.
    private static void intercept(
            NettyServerBuilder builder,
            StoreSettings settings,
            Services services,
            Surroundings surroundings,
            List<ServerServiceDefinition> definitions,
            CurrentAnswer current) {
        Security security = settings.member().security();
        security.writerIdentity().ifPresent(writer -> builder.intercept(new WriterGate(writer)));
        builder.intercept(
                new AuthGate(
                        services.callers(),
                        (call, metadata) ->
                                security.certificatesNameUsers()
                                        ? Optional.ofNullable(WriterGate.commonName(call))
                                        : Optional.empty()));
        builder.intercept(new LearnerGate(services.members()));
        builder.intercept(new LeaderWish(surroundings.leadership()));
        List<ServiceDescriptor> descriptors =
                definitions.stream().map(ServerServiceDefinition::getServiceDescriptor).toList();
        CallMetrics calls =
                new CallMetrics(
                        surroundings.metrics(),
                        descriptors,
                        SlowCalls.logged(
                                settings.member().connections().slowCall(),
                                current,
                                surroundings.leadership()));
        builder.intercept(calls);
        if (settings.member().reports().timesCalls()) {
            builder.intercept(new CallTimes(surroundings.metrics(), descriptors, Ticker.SYSTEM));
        }
        builder.addStreamTracerFactory(calls.traffic(surroundings.metrics()));
        surroundings
                .traces()
                .ifPresent(traces -> builder.intercept(new TracedCalls(traces, current)));
    }

    private static List<ServerServiceDefinition> definitions(
            StoreSettings settings,
            Services services,
            Surroundings surroundings,
            OpenStreams streams,
            CurrentAnswer current) {
        Headers headers =
                new Headers(
                        settings.cluster().clusterId(),
                        surroundings.leadership(),
                        surroundings.views());
        WatchService.ProgressTimer timer =
                new WatchService.ProgressTimer(
                        settings.member().watchProgressInterval(),
                        surroundings.random(),
                        surroundings.timers());
        RequestChecks checks = new RequestChecks(settings.cluster().maxTxnOps());
        KvService keyValues =
                new KvService(
                        checks,
                        services.keyValues(),
                        services.upkeep().quota(),
                        services.callers(),
                        headers,
                        current);
        Ranges ranges =
                new Ranges(checks, services.keyValues(), services.callers(), headers, current);
        List<BindableService> others =
                List.of(
                        new WatchService(
                                services.watches(), services.callers(), headers, streams, timer),
                        new LeaseService(
                                services.leases(),
                                services.upkeep().quota(),
                                services.callers(),
                                headers,
                                streams),
                        new ClusterService(services.members(), headers),
                        new MaintenanceService(nouns(services), headers),
                        new AuthService(services.accounts(), services.callers(), headers),
                        new HealthStatusManager().getHealthService());
        List<ServerServiceDefinition> all = new ArrayList<>();
        all.add(keyValues.bind(ranges));
        others.forEach(service -> all.add(service.bindService()));
        return all;
    }

    private static MaintenanceService.Nouns nouns(Services services) {
        Upkeep upkeep = services.upkeep();
        return new MaintenanceService.Nouns(
                upkeep.maintenance(), upkeep.alarms(), services.members(), upkeep.backups());
    }

    private static List<ServerServiceDefinition> withRecipes(
            List<ServerServiceDefinition> basic, Loopback loopback) {
        OwnClient client =
                new OwnClient(
                        ClientInterceptors.intercept(loopback.channel(), new PassedCredentials()));
        List<ServerServiceDefinition> all = new ArrayList<>(basic);
        all.add(new LockService(client).bindService());
        all.add(new ElectionService(client).bindService());
        return all;
    }

    private static EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    static InetSocketAddress address(URI url) {
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(bare, url.getPort());
    }
}
