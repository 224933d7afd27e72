package io.leme.store.consensus.ratis;

import io.leme.store.consensus.PeerCalls;
import io.leme.store.error.StoreException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCallStreamObserver;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the calls of other members on the peer port. A call of another cluster is refused.
final class PeerService {
    private static final Logger LOG = LoggerFactory.getLogger(PeerService.class);

    private final long cluster;
    private final PeerTraffic traffic;
    private final Map<Byte, PeerCalls.Handler> handlers = new ConcurrentHashMap<>();
    private volatile CheckpointSource checkpoints =
            (payload, observer) ->
                    observer.onError(
                            Status.UNAVAILABLE.withDescription("not started").asRuntimeException());

    /// @param traffic counts the calls
    PeerService(long cluster, PeerTraffic traffic) {
        this.traffic = traffic;
        this.cluster = cluster;
    }

    void serve(byte kind, PeerCalls.Handler handler) {
        if (handlers.putIfAbsent(kind, handler) != null) {
            throw new IllegalStateException("peer call kind " + kind + " has a handler already");
        }
    }

    void serveCheckpoints(CheckpointSource source) {
        checkpoints = source;
    }

    PeerTraffic traffic() {
        return traffic;
    }

    ServerServiceDefinition definition() {
        return ServerServiceDefinition.builder(PeerProtocol.SERVICE)
                .addMethod(PeerProtocol.CALL, ServerCalls.asyncUnaryCall(this::call))
                .addMethod(
                        PeerProtocol.CHECKPOINT,
                        ServerCalls.asyncServerStreamingCall(this::checkpoint))
                .build();
    }

    private void call(byte[] frame, StreamObserver<byte[]> observer) {
        PeerProtocol.Request request;
        PeerCalls.Handler handler;
        try {
            request = accept(frame);
            handler = handlers.get(request.kind());
        } catch (StatusRuntimeException e) {
            observer.onError(e);
            return;
        }
        if (handler == null) {
            observer.onError(
                    Status.UNIMPLEMENTED
                            .withDescription("no handler for kind " + request.kind())
                            .asRuntimeException());
            return;
        }
        var _ =
                answer(handler, request.payload())
                        .whenComplete((payload, failure) -> {
                            if (failure == null) {
                                reply(observer, PeerReply.done(payload));
                            } else {
                                fail(observer, request.kind(), failure);
                            }
                        });
    }

    private static CompletableFuture<byte[]> answer(PeerCalls.Handler handler, byte[] payload) {
        try {
            return handler.handle(payload);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void reply(StreamObserver<byte[]> observer, byte[] reply) {
        if (observer instanceof ServerCallStreamObserver<byte[]> call && call.isCancelled()) {
            return;
        }
        observer.onNext(reply);
        observer.onCompleted();
    }

    private static void fail(StreamObserver<byte[]> observer, byte kind, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof StoreException refusal) {
            reply(observer, PeerReply.refused(refusal.error()));
            return;
        }
        LOG.warn("peer call of kind {} failed", kind, cause);
        observer.onError(Status.INTERNAL.withCause(cause).asRuntimeException());
    }

    private void checkpoint(byte[] frame, StreamObserver<byte[]> observer) {
        try {
            checkpoints.stream(
                    accept(frame).payload(), (ServerCallStreamObserver<byte[]>) observer);
        } catch (StatusRuntimeException e) {
            observer.onError(e);
        }
    }

    private PeerProtocol.Request accept(byte[] frame) {
        PeerProtocol.Request request;
        try {
            request = PeerProtocol.parse(frame);
        } catch (IllegalArgumentException e) {
            throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
        }
        boolean stranger = request.cluster() == 0 && request.kind() == PeerProtocol.DESCRIBE;
        if (request.cluster() != cluster && !stranger) {
            throw Status.PERMISSION_DENIED
                    .withDescription("a member of cluster " + Long.toHexString(request.cluster()))
                    .asRuntimeException();
        }
        return request;
    }

    interface CheckpointSource {
        /// Must not block: the stream is written on another thread.
        void stream(byte[] payload, ServerCallStreamObserver<byte[]> observer);
    }
}
