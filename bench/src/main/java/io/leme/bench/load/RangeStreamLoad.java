package io.leme.bench.load;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;

/// Reads of all keys in pieces. A request ends with its last piece, and counts as failed when the
/// pieces together are smaller than the whole answer.
public final class RangeStreamLoad implements Load {
    private final Connections connections;
    private final MethodDescriptor<RangeRequest, Long> method =
            ByteCount.of(KVGrpc.getRangeStreamMethod());
    private final RangeRequest request;
    private final long answerBytes;

    /// `answerBytes` is the size of the answer to the same request in one piece.
    public RangeStreamLoad(Connections connections, Keys keys, long answerBytes) {
        this.connections = connections;
        this.request = Loads.all(keys).build();
        this.answerBytes = answerBytes;
    }

    @Override
    public int lanes() {
        return connections.size();
    }

    @Override
    public void start(int lane, long sequence, Done done) {
        ClientCalls.asyncServerStreamingCall(
                connections.get(lane).newCall(method, CallOptions.DEFAULT),
                request,
                new Pieces(done));
    }

    private final class Pieces implements StreamObserver<Long> {
        private final Done done;
        private long bytes;

        Pieces(Done done) {
            this.done = done;
        }

        @Override
        public void onNext(Long piece) {
            bytes += piece;
        }

        @Override
        public void onError(Throwable cause) {
            done.failed(cause);
        }

        @Override
        public void onCompleted() {
            if (bytes < answerBytes) {
                done.failed(
                        new IllegalStateException(
                                "%d bytes in pieces, not %d".formatted(bytes, answerBytes)));
            } else {
                done.succeeded();
            }
        }
    }
}
