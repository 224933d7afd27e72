package org.apache.ratis.server.impl;

import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.server.RaftServer;

/// Ends the election timer of a learner, which never stands for election.
///
/// When a learner is promoted, Ratis 3.3.0 waits for the end of that timer's thread, and holds the
/// lock of the server meanwhile; a thread that has just woken up waits for that lock. The member
/// would be deaf for ever. A thread that has ended before is waited for in no time.
///
/// In Ratis' package, because only its package may end the timer. Holds for the version that the
/// build pins.
public final class LearnerTimer {
    private LearnerTimer() {}

    /// Called when the server has started. Does nothing for a member that is no learner.
    public static void end(RaftServer.Division division) {
        RaftServerImpl server = (RaftServerImpl) division;
        if (server.getInfo().getCurrentRole() == RaftPeerRole.LISTENER) {
            server.getRole().getFollowerState().ifPresent(LearnerTimer::end);
        }
    }

    private static void end(FollowerState timer) {
        var _ = timer.stopRunning();
    }
}
