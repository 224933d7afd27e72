package org.apache.ratis.server.impl;

import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.impl.TransferLeadership.Result;

/// Ends a transfer of the leadership that has failed.
///
/// A leader takes no entries while a transfer is under way. When the member that is to lead cannot
/// be reached at once, Ratis 3.3.0 answers so but never ends the transfer: the leader would refuse
/// every entry for as long as it leads.
///
/// In Ratis' package, because only its package may end a transfer. Holds for the version that the
/// build pins.
public final class FailedTransfer {
    private FailedTransfer() {}

    /// Called when a transfer was answered with a failure. Another one that is under way ends too,
    /// as in etcd, where the last that was asked for counts.
    public static void end(RaftServer.Division division) {
        TransferLeadership transfer = ((RaftServerImpl) division).getTransferLeadership();
        if (transfer.isSteppingDown()) {
            transfer.complete(new Result(Result.Type.TIMED_OUT, "it has failed before"));
        }
    }
}
