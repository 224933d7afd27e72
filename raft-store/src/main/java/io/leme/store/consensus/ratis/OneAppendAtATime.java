package io.leme.store.consensus.ratis;

import java.util.concurrent.locks.ReentrantLock;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;

/// Lets Ratis take in entries of one stream at a time; all other calls pass.
///
/// A leader that lost its stream to a follower opens another one and sends again, while the
/// follower may still be working on what came by the first. The log of Ratis 3.3.0 does not wait
/// for its turn then but throws, and the follower's election timer suffers for it
/// ([org.apache.ratis.server.impl.ElectionTimer]).
///
/// Held until entries are in the queue to the disk, not until they are on it.
final class OneAppendAtATime implements ServerInterceptor {
    private static final String METHOD = "appendEntries";

    private final ReentrantLock turn = new ReentrantLock();

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        ServerCall.Listener<Q> ratis = next.startCall(call, headers);
        return METHOD.equals(call.getMethodDescriptor().getBareMethodName())
                ? new InTurn<>(ratis)
                : ratis;
    }

    private final class InTurn<Q> extends SimpleForwardingServerCallListener<Q> {
        private InTurn(ServerCall.Listener<Q> ratis) {
            super(ratis);
        }

        @Override
        public void onMessage(Q message) {
            turn.lock();
            try {
                super.onMessage(message);
            } finally {
                turn.unlock();
            }
        }
    }
}
