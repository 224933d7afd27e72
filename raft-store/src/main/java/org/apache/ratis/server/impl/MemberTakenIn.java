package org.apache.ratis.server.impl;

import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;

/// Whether a leader may tell a member that it is taken in.
///
/// With every request a leader tells a member whether it is still being taken in. While it is, the
/// member begins no election, of its own accord or when it is asked to. Ratis 3.3.0 errs twice. The
/// leader that took a learner in tells it so for as long as it leads: once promoted, the member
/// could not take the leadership, and would not stand when the leader is gone. Every later leader
/// tells a learner that it is in: a learner that was not restarted since it came would then stand
/// for election without a vote, and end. So would one whose vote is in the log and has not come to
/// it yet.
///
/// Whoever knows already that it is in does not forget it, whatever it is told.
///
/// In Ratis' package, because a mark lives in a field that only its package may touch. Holds for
/// the version that the build pins.
public final class MemberTakenIn {
    private MemberTakenIn() {}

    /// Called before a request to the follower is made; notes a voter that knows of its vote.
    ///
    /// Marks nobody while any member is being taken in, as Ratis then counts those without a mark.
    ///
    /// @return whether it has no vote, or has one and does not know it yet
    public static boolean waits(
            RaftServer.Division division, LeaderState leader, FollowerInfo follower) {
        FollowerInfoImpl known = (FollowerInfoImpl) follower;
        RaftConfiguration configuration = division.getRaftConf();
        boolean votes =
                configuration.getPeer(known.getId(), RaftPeerRole.FOLLOWER) != null
                        && known.getMatchIndex() >= configuration.getLogEntryIndex();
        if (votes && !known.isCaughtUp() && !((LeaderStateImpl) leader).inStagingState()) {
            known.catchUp();
        }
        return !votes;
    }
}
