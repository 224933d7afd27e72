package io.leme.store.consensus.ratis;

import java.io.IOException;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.impl.LearnerVote;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests for votes where Ratis would refuse what it must not ([LearnerVote]); all other
/// calls pass.
final class VoteInterceptor implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(VoteInterceptor.class);
    private static final String METHOD = "requestVote";

    private volatile RaftServer.@Nullable Division division;

    /// Called once, before the port opens.
    void connect(RaftServer.Division votes) {
        division = votes;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        ServerCall.Listener<Q> ratis = next.startCall(call, headers);
        RaftServer.Division voter = division;
        if (voter == null || !METHOD.equals(call.getMethodDescriptor().getBareMethodName())) {
            return ratis;
        }
        return new Asked<>(ratis, call, voter);
    }

    private static final class Asked<Q, R> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, R> call;
        private final RaftServer.Division voter;
        private boolean answered;

        private Asked(
                ServerCall.Listener<Q> ratis, ServerCall<Q, R> call, RaftServer.Division voter) {
            super(ratis);
            this.call = call;
            this.voter = voter;
        }

        @Override
        public void onMessage(Q message) {
            try {
                LearnerVote.cast(voter, (RequestVoteRequestProto) message)
                        .ifPresentOrElse(this::answer, () -> super.onMessage(message));
            } catch (IOException unkept) {
                LOG.warn("a vote could not be kept: {}", unkept.toString());
                answered = true;
                call.close(Status.INTERNAL.withCause(unkept), new Metadata());
            }
        }

        @SuppressWarnings("unchecked") // the type of the method's answers
        private void answer(Object reply) {
            answered = true;
            call.sendHeaders(new Metadata());
            call.sendMessage((R) reply);
            call.close(Status.OK, new Metadata());
        }

        @Override
        public void onHalfClose() {
            if (!answered) {
                super.onHalfClose();
            }
        }
    }
}
