package io.leme.store.consensus.ratis;

import java.util.Optional;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;

/// Tells [PeerTraffic] whose call it is: the first message of each of Ratis' calls says it.
record CallerInterceptor(PeerTraffic traffic) implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        ServerCall.Listener<Q> served = next.startCall(call, headers);
        return PeerTraffic.incoming()
                .filter(incoming -> incoming.peer().isEmpty())
                .<ServerCall.Listener<Q>>map(incoming -> new Asking<>(served, incoming, traffic))
                .orElse(served);
    }

    private static final class Asking<Q> extends SimpleForwardingServerCallListener<Q> {
        private final PeerTraffic.Incoming incoming;
        private final PeerTraffic traffic;
        private boolean asked;

        private Asking(
                ServerCall.Listener<Q> served, PeerTraffic.Incoming incoming, PeerTraffic traffic) {
            super(served);
            this.incoming = incoming;
            this.traffic = traffic;
        }

        @Override
        public void onMessage(Q message) {
            if (!asked) {
                asked = true;
                caller(message).flatMap(traffic::known).ifPresent(incoming::isOf);
            }
            super.onMessage(message);
        }

        private static Optional<Long> caller(Object message) {
            Optional<RaftRpcRequestProto> request =
                    switch (message) {
                        case AppendEntriesRequestProto append ->
                                Optional.of(append.getServerRequest());
                        case RequestVoteRequestProto vote -> Optional.of(vote.getServerRequest());
                        case InstallSnapshotRequestProto install ->
                                Optional.of(install.getServerRequest());
                        case StartLeaderElectionRequestProto election ->
                                Optional.of(election.getServerRequest());
                        default -> Optional.empty();
                    };
            return request.flatMap(
                    known -> PeerTraffic.member(known.getRequestorId().toStringUtf8()));
        }
    }
}
