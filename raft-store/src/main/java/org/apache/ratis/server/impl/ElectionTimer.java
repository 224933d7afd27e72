package org.apache.ratis.server.impl;

import java.time.Duration;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.server.RaftServer;

/// Gives a follower an election timer that works.
///
/// The timer does not run while entries are being taken in, lest a slow disk is taken for a dead
/// leader. Ratis 3.3.0 counts them, and forgets to count off those whose taking in failed: after
/// one of these the follower would believe in its leader for ever, and never stand for election.
///
/// In Ratis' package, because only its package may see the count and start a timer. Holds for the
/// version that the build pins.
public final class ElectionTimer {
    private ElectionTimer() {}

    /// Starts the timer anew when it waits for entries and nothing, not even a heartbeat, has come
    /// for a while. Entries that are still being taken in count for the timer that was.
    ///
    /// @param silence several election timeouts
    /// @return whether it had to
    public static boolean renew(RaftServer.Division division, Duration silence) {
        RaftServerImpl server = (RaftServerImpl) division;
        if (!waitsInSilence(server, silence)) {
            return false;
        }
        synchronized (server) {
            if (!waitsInSilence(server, silence)) {
                return false;
            }
            var _ = server.getRole().shutdownFollowerState();
            server.getRole().startFollowerState(server, "entries that could not be taken in");
            return true;
        }
    }

    private static boolean waitsInSilence(RaftServerImpl server, Duration silence) {
        return server.getInfo().getCurrentRole() == RaftPeerRole.FOLLOWER
                && server.getRole()
                        .getFollowerState()
                        .filter(timer -> timer.getOutstandingOp() > 0)
                        .filter(timer ->
                                timer.getLastRpcTime().elapsedTimeMs() >= silence.toMillis())
                        .isPresent();
    }
}
