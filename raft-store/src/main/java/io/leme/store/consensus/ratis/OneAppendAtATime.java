package io.leme.store.consensus.ratis;

import java.util.concurrent.locks.ReentrantLock;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// Lets Ratis take in entries of one stream at a time; all other calls pass.
///
/// A leader that lost its stream to a follower opens another one and sends again, while the
/// follower may still be working on what came by the first. The log of Ratis 3.3.0 does not wait
/// for its turn then but throws, and the follower's election timer suffers for it
/// ([org.apache.ratis.server.impl.ElectionTimer]).
///
/// A turn lasts until entries are in the queue to the disk, not until they are on it. A follower
/// takes it on the event loop that read them. Who waits for its turn, or for what a candidate or a
/// leader has to end first, waits on a thread of its own, and the event loop goes on; gRPC hands
/// out the next message of a stream when the last one is done.
final class OneAppendAtATime implements ServerInterceptor {
    private static final String METHOD = "appendEntries";

    private final ReentrantLock turn = new ReentrantLock();
    private volatile RaftServer.@Nullable Division division;

    /// Called once, before the port opens.
    void connect(RaftServer.Division takesIn) {
        division = takesIn;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        ServerCall.Listener<Q> ratis = next.startCall(call, headers);
        return METHOD.equals(call.getMethodDescriptor().getBareMethodName())
                ? new InTurn<>(ratis, call)
                : ratis;
    }

    private boolean takesInAtOnce() {
        RaftServer.Division known = division;
        if (known == null) {
            return false;
        }
        RaftPeerRole role = known.getInfo().getCurrentRole();
        return role == RaftPeerRole.FOLLOWER || role == RaftPeerRole.LISTENER;
    }

    private final class InTurn<Q> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;

        private InTurn(ServerCall.Listener<Q> ratis, ServerCall<Q, ?> call) {
            super(ratis);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            if (takesInAtOnce() && turn.tryLock()) {
                takeIn(message);
            } else {
                Thread.ofVirtual().name("raft-append").start(() -> waitAndTakeIn(message));
            }
        }

        // As gRPC does with what a listener throws.
        @SuppressWarnings("IllegalCatch")
        private void waitAndTakeIn(Q message) {
            turn.lock();
            try {
                takeIn(message);
            } catch (RuntimeException failure) {
                call.close(Status.UNKNOWN.withCause(failure), new Metadata());
            }
        }

        private void takeIn(Q message) {
            try {
                super.onMessage(message);
            } finally {
                turn.unlock();
            }
        }
    }
}
