package io.leme.store.judge.process;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A gRPC client of one member without any cleverness: no retry, no failover, no interpretation.
public final class WireClient implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ManagedChannel channel;

    /// A client of the member that listens on this address; connects with the first call.
    public WireClient(InetSocketAddress address, Transport transport) {
        this.channel =
                NettyChannelBuilder.forAddress(address, transport.credentials())
                        .disableRetry()
                        .maxInboundMessageSize(Integer.MAX_VALUE)
                        .build();
    }

    /// One request, one answer, within 20 seconds.
    public <Q, A> Answer<A> call(MethodDescriptor<Q, A> method, Q request) {
        return call(method, request, DEADLINE);
    }

    /// One request, one answer, within the given time.
    public <Q, A> Answer<A> call(MethodDescriptor<Q, A> method, Q request, Duration deadline) {
        return call(channel, method, request, deadline);
    }

    private <Q, A> Answer<A> call(
            Channel through, MethodDescriptor<Q, A> method, Q request, Duration deadline) {
        forgetFailedConnects();
        var options =
                CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return new Answer.Given<>(
                    ClientCalls.blockingUnaryCall(through, method, options, request));
        } catch (StatusRuntimeException refused) {
            String text = refused.getStatus().getDescription();
            return new Answer.Refused<>(refused.getStatus().getCode(), text == null ? "" : text);
        }
    }

    /// One request, one answer, with a token in the metadata.
    public <Q, A> Answer<A> callAs(String token, MethodDescriptor<Q, A> method, Q request) {
        var metadata = new Metadata();
        metadata.put(Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER), token);
        var named =
                ClientInterceptors.intercept(
                        channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
        return call(named, method, request, DEADLINE);
    }

    /// Opens a stream in both directions; it lives until closed or until the member ends it.
    public <Q, A> WireStream<Q, A> open(MethodDescriptor<Q, A> method) {
        forgetFailedConnects();
        var stream = new WireStream<Q, A>();
        stream.attach(
                ClientCalls.asyncBidiStreamingCall(
                        channel.newCall(method, CallOptions.DEFAULT), stream));
        return stream;
    }

    /// A member that was away must be tried at once, not after the channel's growing pauses.
    private void forgetFailedConnects() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
