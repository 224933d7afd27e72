package io.leme.bench.load;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.leme.wire.rpc.CompactionRequest;
import io.leme.wire.rpc.CompactionResponse;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A compaction of everything that was superseded when it began. It is done when the member that
/// was asked has removed what it made unreadable, which comes long after it has decided so.
public final class Compaction {
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<Double> seconds = new CompletableFuture<>();

    private Compaction() {}

    /// Asks the first member.
    public static Compaction start(Connections connections) {
        Compaction compaction = new Compaction();
        CompactionRequest request =
                CompactionRequest.newBuilder()
                        .setRevision(revision(connections))
                        .setPhysical(true)
                        .build();
        KVGrpc.newStub(connections.get(0)).compact(request, compaction.new Ended());
        return compaction;
    }

    /// That of a linearizable read.
    private static long revision(Connections connections) {
        RangeRequest any =
                RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("revision")).build();
        return KVGrpc.newBlockingStub(connections.get(0)).range(any).getHeader().getRevision();
    }

    public boolean isDone() {
        return seconds.isDone();
    }

    /// Waits until it is done and answers how many seconds it took.
    ///
    /// @throws IllegalStateException when it failed
    public double await() {
        try {
            return seconds.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("the compaction failed: " + failed.getCause(), failed);
        }
    }

    private final class Ended implements StreamObserver<CompactionResponse> {
        @Override
        public void onNext(CompactionResponse answer) {
            seconds.complete((System.nanoTime() - startedAt) / 1e9);
        }

        @Override
        public void onError(Throwable cause) {
            seconds.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {}
    }
}
