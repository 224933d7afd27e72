package io.leme.store.consensus.ratis;

import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.PeerCounts;
import io.leme.store.consensus.ratis.RatisSettings.Address;
import io.leme.store.consensus.ratis.RatisSettings.Member;
import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.thirdparty.io.grpc.Attributes;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ClientStreamTracer;
import org.apache.ratis.thirdparty.io.grpc.Context;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContextBuilder;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;
import org.jspecify.annotations.Nullable;

/// Connections to the other members for our own calls. One that a network cut killed silently is
/// given up when a call on it goes unanswered, and when its peer becomes leader: whoever was cut
/// off learns of a leader anew.
///
/// Answers complete on the event loop that reads them, and at once on whatever thread finds out
/// that a connection is down: what follows must not block.
final class PeerChannels implements AutoCloseable, Leadership.Listener {
    private static final Duration KEEPALIVE = Duration.ofSeconds(10);

    /// What is streamed here goes to disk.
    private static final Executor OWN_THREAD =
            task -> Thread.ofVirtual().name("raft-checkpoint").start(task);

    private final long cluster;
    private final long self;
    private final Optional<PeerTls> tls;
    private final PeerTraffic traffic;
    private final Map<Long, Address> addresses = new ConcurrentHashMap<>();
    private final Map<Long, ManagedChannel> channels = new ConcurrentHashMap<>();

    PeerChannels(RatisSettings settings) throws IOException {
        this(settings, new PeerTraffic());
    }

    /// @param traffic counts the calls
    PeerChannels(RatisSettings settings, PeerTraffic traffic) throws IOException {
        this.traffic = traffic;
        cluster = settings.cluster();
        self = settings.self();
        tls = settings.tls();
        for (Member member : settings.members()) {
            open(member.id(), member.address());
        }
    }

    PeerTraffic traffic() {
        return traffic;
    }

    /// Takes note of where a member is; a connection to where it was is given up.
    void learn(long member, Address address) {
        try {
            open(member, address);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private synchronized void open(long member, Address address) throws IOException {
        if (member == self || address.equals(addresses.put(member, address))) {
            return;
        }
        var _ = traffic.of(member);
        ManagedChannel old = channels.put(member, channel(address, tls));
        if (old != null) {
            old.shutdown();
        }
    }

    /// Fails with [Unreachable].
    CompletableFuture<byte[]> call(long member, byte kind, byte[] payload, Duration deadline) {
        ManagedChannel channel = channels.get(member);
        if (channel == null) {
            return CompletableFuture.failedFuture(
                    new Unreachable("no member " + Long.toHexString(member), false, null));
        }
        PeerCounts peer = traffic.of(member);
        SendTracer tracer = new SendTracer(self, peer);
        CallOptions options =
                CallOptions.DEFAULT
                        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                        .withMaxOutboundMessageSize(PeerProtocol.MAX_MESSAGE_BYTES)
                        .withStreamTracerFactory(tracer);
        Answer answer = new Answer(tracer.created, channel);
        byte[] request = PeerProtocol.request(cluster, kind, payload);
        Context.ROOT.run(() ->
                ClientCalls.asyncUnaryCall(
                        channel.newCall(PeerProtocol.CALL, options), request, answer));
        return answer.reply.whenComplete((reply, failure) -> {
            if (failure != null) {
                peer.sendingFailed();
            }
        });
    }

    /// Streams a checkpoint of `member` into `observer`.
    void checkpoint(long member, byte[] payload, Duration deadline, StreamObserver<byte[]> into) {
        ManagedChannel channel = channels.get(member);
        if (channel == null) {
            into.onError(new Unreachable("no member " + Long.toHexString(member), false, null));
            return;
        }
        CallOptions options =
                CallOptions.DEFAULT
                        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                        .withExecutor(OWN_THREAD)
                        .withStreamTracerFactory(new SendTracer(self, traffic.of(member)));
        byte[] request = PeerProtocol.request(cluster, (byte) 0, payload);
        Context.ROOT.run(() ->
                ClientCalls.asyncServerStreamingCall(
                        channel.newCall(PeerProtocol.CHECKPOINT, options), request, into));
    }

    @Override
    public void leaderChanged(OptionalLong leader) {
        ManagedChannel channel = leader.isEmpty() ? null : channels.get(leader.getAsLong());
        if (channel != null) {
            channel.enterIdle();
        }
    }

    @Override
    public void elected(long term) {
        // Followers call the leader, not the other way round.
    }

    @Override
    public void deposed() {
        // See above.
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }

    static ManagedChannel channel(Address address, Optional<PeerTls> tls) throws IOException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(address.host(), address.port())
                        .proxyDetector(target -> null)
                        .directExecutor()
                        .disableRetry()
                        .maxInboundMessageSize(PeerProtocol.MAX_MESSAGE_BYTES)
                        .keepAliveTime(KEEPALIVE.toMillis(), TimeUnit.MILLISECONDS)
                        .keepAliveTimeout(KEEPALIVE.toMillis(), TimeUnit.MILLISECONDS);
        if (tls.isEmpty()) {
            return builder.usePlaintext().build();
        }
        PeerTls own = tls.get();
        return builder.sslContext(
                        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                                .protocols(own.protocols())
                                .keyManager(own.keys())
                                .trustManager(own.trust())
                                .build())
                .build();
    }

    /// A call that brought no answer.
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean perhapsArrived;

        Unreachable(String why, boolean perhapsArrived, @Nullable Throwable cause) {
            super(why, cause, false, false);
            this.perhapsArrived = perhapsArrived;
        }

        /// False when the request certainly never left this member.
        boolean perhapsArrived() {
            return perhapsArrived;
        }
    }

    /// Says who calls, counts the bytes, and sees whether a stream was opened at all on a
    /// connection: before that nothing was sent.
    private static final class SendTracer extends ClientStreamTracer.Factory {
        private final long self;
        private final PeerCounts peer;
        private final AtomicBoolean created = new AtomicBoolean();

        private SendTracer(long self, PeerCounts peer) {
            this.self = self;
            this.peer = peer;
        }

        @Override
        public ClientStreamTracer newClientStreamTracer(
                ClientStreamTracer.StreamInfo info, Metadata headers) {
            headers.put(PeerTraffic.CALLER, Long.toHexString(self));
            return new ClientStreamTracer() {
                @Override
                public void outboundMessageSent(int number, long wireBytes, long bytes) {
                    peer.sent(wireBytes);
                }

                @Override
                public void inboundMessageRead(int number, long wireBytes, long bytes) {
                    peer.received(wireBytes);
                }

                @Override
                public void streamCreated(Attributes transport, Metadata headers) {
                    created.set(true);
                }
            };
        }
    }

    private static final class Answer implements StreamObserver<byte[]> {
        private final CompletableFuture<byte[]> reply = new CompletableFuture<>();
        private final AtomicBoolean sent;
        private final ManagedChannel channel;

        private Answer(AtomicBoolean sent, ManagedChannel channel) {
            this.sent = sent;
            this.channel = channel;
        }

        @Override
        public void onNext(byte[] value) {
            reply.complete(value);
        }

        @Override
        public void onError(Throwable failure) {
            if (Status.fromThrowable(failure).getCode() == Status.Code.DEADLINE_EXCEEDED) {
                // The next call gets a connection of its own; calls on the old one live on.
                channel.enterIdle();
            }
            reply.completeExceptionally(
                    new Unreachable(String.valueOf(failure.getMessage()), sent.get(), failure));
        }

        @Override
        public void onCompleted() {
            reply.completeExceptionally(new Unreachable("no answer", true, null));
        }
    }
}
