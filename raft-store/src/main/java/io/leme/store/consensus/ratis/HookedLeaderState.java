package io.leme.store.consensus.ratis;

import java.util.List;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.impl.MemberTakenIn;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.protocol.TermIndex;

/// Ratis' leader state, with every reply of a follower shown to [LeaderHooks], and with what it
/// gets wrong about learners put right ([MemberTakenIn]).
final class HookedLeaderState implements LeaderState {
    private final RaftServer.Division division;
    private final LeaderState delegate;
    private final LeaderTerm term;
    private final LeaderHooks hooks;

    HookedLeaderState(
            RaftServer.Division division,
            LeaderState delegate,
            LeaderTerm term,
            LeaderHooks hooks) {
        this.division = division;
        this.delegate = delegate;
        this.term = term;
        this.hooks = hooks;
    }

    @Override
    public void onAppendEntriesReply(LogAppender appender, AppendEntriesReplyProto reply) {
        delegate.onAppendEntriesReply(appender, reply);
        hooks.replied(term, appender, reply);
    }

    @Override
    public void restart(LogAppender appender) {
        term.remove(appender);
        delegate.restart(appender);
    }

    @Override
    public AppendEntriesRequestProto newAppendEntriesRequestProto(
            FollowerInfo follower, List<LogEntryProto> entries, TermIndex previous, long callId) {
        boolean waits = MemberTakenIn.waits(division, delegate, follower);
        AppendEntriesRequestProto request =
                delegate.newAppendEntriesRequestProto(follower, entries, previous, callId);
        AppendEntriesRequestProto sent =
                waits && !request.getInitializing()
                        ? request.toBuilder().setInitializing(true).build()
                        : request;
        hooks.roundTrips().sending(term, follower.getId(), sent);
        return sent;
    }

    @Override
    public void checkHealth(FollowerInfo follower) {
        delegate.checkHealth(follower);
    }

    @Override
    public boolean onFollowerTerm(FollowerInfo follower, long followerTerm) {
        return delegate.onFollowerTerm(follower, followerTerm);
    }

    @Override
    public void onFollowerCommitIndex(FollowerInfo follower, long commitIndex) {
        delegate.onFollowerCommitIndex(follower, commitIndex);
    }

    @Override
    public void onFollowerSuccessAppendEntries(FollowerInfo follower) {
        delegate.onFollowerSuccessAppendEntries(follower);
    }

    @Override
    public boolean isFollowerBootstrapping(FollowerInfo follower) {
        return delegate.isFollowerBootstrapping(follower);
    }
}
