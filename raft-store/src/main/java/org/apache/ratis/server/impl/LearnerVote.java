package org.apache.ratis.server.impl;

import java.io.IOException;
import java.util.Optional;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;

/// The vote of a member that does not know, or not for certain, that it has one.
///
/// A candidate asks those who vote by the last configuration in *its* log. A learner that is being
/// promoted may not have that entry yet, and Ratis 3.3.0 lets it refuse; should the leader end in
/// that moment and need this vote, nobody can lead ever again. So it may not refuse: whoever is
/// asked votes, as in etcd's raft. Safety needs no more than one vote in a term, kept on disk
/// before it is given, for a log that is not behind.
///
/// In Ratis' package, because a vote lives in fields that only its package may touch. Holds for the
/// version that the build pins.
public final class LearnerVote {
    private final RaftServerImpl server;
    private final ServerState state;
    private final RequestVoteRequestProto request;
    private final RaftPeerId candidate;

    private LearnerVote(RaftServerImpl server, RequestVoteRequestProto request) {
        this.server = server;
        this.request = request;
        state = server.getState();
        candidate = RaftPeerId.valueOf(request.getServerRequest().getRequestorId());
    }

    /// @return the answer; empty when Ratis itself answers this request well
    /// @throws IOException when the vote cannot be kept
    public static Optional<RequestVoteReplyProto> cast(
            RaftServer.Division division, RequestVoteRequestProto request) throws IOException {
        RaftServerImpl server = (RaftServerImpl) division;
        synchronized (server) {
            LearnerVote vote = new LearnerVote(server, request);
            return vote.isMine() ? Optional.of(vote.answer()) : Optional.empty();
        }
    }

    private boolean isMine() {
        RaftConfigurationImpl configuration = state.getRaftConf();
        if (configuration == null || !configuration.containsInConf(candidate)) {
            return false;
        }
        boolean learns = server.getInfo().getCurrentRole() == RaftPeerRole.LISTENER;
        // Ratis waits for a leader to tell who was just taken in, or restarts while it is promoted,
        // what its part is. It has one as soon as it knows of it.
        boolean belongs =
                configuration.containsInConf(server.getId())
                        || configuration.containsInConf(server.getId(), RaftPeerRole.LISTENER);
        return switch (server.getInfo().getLifeCycleState()) {
            case RUNNING -> learns;
            case STARTING -> learns || belongs;
            default -> false;
        };
    }

    private RequestVoteReplyProto answer() throws IOException {
        long term = request.getCandidateTerm();
        boolean granted = mayVoteIn(term) && !hasLeader() && isUpToDate();
        if (!request.getPreVote()) {
            boolean later = state.updateCurrentTerm(term);
            if (granted) {
                state.grantVote(candidate);
            }
            if (later || granted) {
                state.persistMetadata();
            }
        }
        return ServerProtoUtils.toRequestVoteReplyProto(
                candidate,
                server.getMemberId(),
                granted,
                state.getCurrentTerm(),
                false,
                state.getLastEntry(),
                request.getServerRequest().getCallId());
    }

    private boolean mayVoteIn(long term) {
        if (request.getPreVote() || term > state.getCurrentTerm()) {
            return true;
        }
        RaftPeerId voted = state.getVotedFor();
        return term == state.getCurrentTerm() && (voted == null || voted.equals(candidate));
    }

    /// Only a candidate that went ahead to a later term may depose a leader that is heard.
    private boolean hasLeader() {
        RaftPeerId leader = state.getLeaderId();
        boolean ahead =
                !request.getPreVote() && request.getCandidateTerm() > state.getCurrentTerm();
        return !ahead
                && leader != null
                && !leader.equals(candidate)
                && server.getRole()
                        .getFollowerState()
                        .map(FollowerState::isCurrentLeaderValid)
                        .orElse(false);
    }

    private boolean isUpToDate() {
        TermIndex theirs = TermIndex.valueOf(request.getCandidateLastEntry());
        return ServerState.compareLog(state.getLastEntry(), theirs) <= 0;
    }
}
