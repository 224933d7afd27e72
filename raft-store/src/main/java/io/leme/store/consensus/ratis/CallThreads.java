package io.leme.store.consensus.ratis;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallExecutorSupplier;
import org.jspecify.annotations.Nullable;

/// Who works off what other members send here. Entries ([OneAppendAtATime]) and our own calls stay
/// on the event loop that has read them: a hop to another thread is most of what a small message
/// costs. They wait for Ratis' lock, under which a new term is written to disk, and for nothing
/// else. Votes, transfers and copies of the state may wait for threads that are to end: each gets a
/// thread of its own.
///
/// The other half, what a member hears in return, is [AnswersInline].
final class CallThreads implements ServerCallExecutorSupplier, AutoCloseable {
    private static final Set<String> INLINE =
            Set.of("appendEntries", PeerProtocol.CALL.getBareMethodName());

    private final ExecutorService own =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("raft-peer-call-", 0).factory());

    /// Null stands for the server's executor, which is the event loop.
    @Override
    public <Q, R> @Nullable Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
        return INLINE.contains(call.getMethodDescriptor().getBareMethodName()) ? null : own;
    }

    @Override
    public void close() {
        own.shutdown();
    }
}
