package io.leme.store.apply;

import java.util.List;

/// A member as the cluster knows it. One that never started has no name and no client URLs; a
/// learner has no vote.
public record MemberRecord(
        long id, String name, List<String> peerUrls, List<String> clientUrls, boolean learner) {
    public MemberRecord {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }

    /// One that votes.
    public MemberRecord(long id, String name, List<String> peerUrls, List<String> clientUrls) {
        this(id, name, peerUrls, clientUrls, false);
    }
}
