package io.leme.store.consensus.ratis;

import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.netty.channel.DefaultEventLoopGroup;
import org.apache.ratis.thirdparty.io.netty.channel.EventLoopGroup;
import org.apache.ratis.thirdparty.io.netty.channel.local.LocalAddress;
import org.apache.ratis.thirdparty.io.netty.channel.local.LocalServerChannel;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.ClientAuth;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContextBuilder;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SupportedCipherSuiteFilter;

/// What listens on the peer port: Ratis' protocol between servers and our [PeerService], nothing
/// else. Ratis would also take client and administration calls there, without asking who calls:
/// writes, changes of membership, the deletion of the group. Those services get a server of their
/// own that listens inside this process only, and has no method.
final class PeerPort implements GrpcServices.Customizer, AutoCloseable {
    private static final String RAFT_SERVICE = "ratis.grpc.RaftServerProtocolService";

    /// Cipher suites of TLS 1.3, which are not chosen.
    private static final List<String> NEW_SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256");

    private static final Set<String> SERVED = Set.of(RAFT_SERVICE, PeerProtocol.SERVICE);

    private final ServerServiceDefinition service;
    private final Optional<PeerTls> tls;
    private final PeerTraffic traffic;
    private final VoteInterceptor votes = new VoteInterceptor();
    private final OneAppendAtATime appends = new OneAppendAtATime();
    private final CallThreads threads = new CallThreads();
    private final EventLoopGroup nowhere = new DefaultEventLoopGroup(1);

    /// @param tls with which a caller must show a certificate
    /// @param traffic counts the calls
    PeerPort(ServerServiceDefinition service, Optional<PeerTls> tls, PeerTraffic traffic) {
        this.traffic = traffic;
        this.service = service;
        this.tls = tls;
    }

    /// Whose port this is. Called once, before it opens.
    void connect(RaftServer.Division division) {
        votes.connect(division);
        appends.connect(division);
    }

    @Override
    public NettyServerBuilder customize(
            NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
        if (!types.contains(GrpcServices.Type.SERVER)) {
            return NettyServerBuilder.forAddress(new LocalAddress(PeerPort.class))
                    .channelType(LocalServerChannel.class)
                    .bossEventLoopGroup(nowhere)
                    .workerEventLoopGroup(nowhere);
        }
        tls.map(PeerPort::context).ifPresent(builder::sslContext);
        return builder.directExecutor()
                .callExecutor(threads)
                .addService(service)
                .intercept(votes)
                .intercept(appends)
                .intercept(new CallerInterceptor(traffic))
                .addStreamTracerFactory(traffic)
                .intercept(new Doorkeeper(tls.isPresent()))
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    /// Ratis would leave versions and cipher suites to Java.
    private static SslContext context(PeerTls tls) {
        try {
            SslContextBuilder builder =
                    GrpcSslContexts.configure(
                                    SslContextBuilder.forServer(tls.keys()), SslProvider.JDK)
                            .protocols(tls.protocols())
                            .trustManager(tls.trust())
                            .clientAuth(ClientAuth.REQUIRE);
            if (!tls.cipherSuites().isEmpty()) {
                List<String> all = new ArrayList<>(tls.cipherSuites());
                all.addAll(NEW_SUITES);
                builder.ciphers(all, SupportedCipherSuiteFilter.INSTANCE);
            }
            return builder.build();
        } catch (SSLException unusable) {
            throw new IllegalStateException("a certificate that was usable is not", unusable);
        }
    }

    @Override
    public void close() {
        threads.close();
        var _ = nowhere.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private record Doorkeeper(boolean certified) implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            String serviceName = call.getMethodDescriptor().getServiceName();
            if (serviceName == null || !SERVED.contains(serviceName)) {
                return refuse(call, "not a service of the peer port");
            }
            if (certified && call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION) == null) {
                return refuse(call, "peers must show a certificate");
            }
            return next.startCall(call, headers);
        }

        private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, String why) {
            call.close(Status.PERMISSION_DENIED.withDescription(why), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
