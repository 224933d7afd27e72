package io.leme.store.consensus.ratis;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.netty.channel.DefaultEventLoopGroup;
import org.apache.ratis.thirdparty.io.netty.channel.EventLoopGroup;
import org.apache.ratis.thirdparty.io.netty.channel.local.LocalAddress;
import org.apache.ratis.thirdparty.io.netty.channel.local.LocalServerChannel;

/// What listens on the peer port: Ratis' protocol between servers and our [PeerService], nothing
/// else. Ratis would also take client and administration calls there, without asking who calls:
/// writes, changes of membership, the deletion of the group. Those services get a server of their
/// own that listens inside this process only, and has no method.
final class PeerPort implements GrpcServices.Customizer, AutoCloseable {
    private static final String RAFT_SERVICE = "ratis.grpc.RaftServerProtocolService";
    private static final Set<String> SERVED = Set.of(RAFT_SERVICE, PeerProtocol.SERVICE);

    private final ServerServiceDefinition service;
    private final boolean certified;
    private final EventLoopGroup nowhere = new DefaultEventLoopGroup(1);

    /// @param certified whether a caller must have shown a certificate
    PeerPort(ServerServiceDefinition service, boolean certified) {
        this.service = service;
        this.certified = certified;
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
        return builder.addService(service)
                .intercept(new Doorkeeper(certified))
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    @Override
    public void close() {
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
