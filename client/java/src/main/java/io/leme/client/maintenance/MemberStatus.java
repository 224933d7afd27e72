package io.leme.client.maintenance;

import java.util.List;

/// How one member is.
///
/// @param version of the server, like `3.6.0`
/// @param size of its data
/// @param raft where it is in the log
/// @param learner receives the log but has no vote
/// @param errors texts; empty when all is well
public record MemberStatus(
        Identity identity,
        String version,
        Size size,
        RaftPosition raft,
        boolean learner,
        List<String> errors) {
    public MemberStatus {
        errors = List.copyOf(errors);
    }

    /// @param clusterId unsigned
    /// @param memberId unsigned
    /// @param revision the store's revision on this member
    public record Identity(long clusterId, long memberId, long revision) {}

    /// @param totalBytes on disk
    /// @param usedBytes of these, what is not garbage
    public record Size(long totalBytes, long usedBytes) {}

    /// @param leaderId unsigned member id; 0 if the member knows of none
    public record RaftPosition(long leaderId, long term, long committedIndex, long appliedIndex) {}

    /// Whether this member says that it leads.
    public boolean isLeader() {
        return raft.leaderId() != 0 && raft.leaderId() == identity.memberId();
    }
}
