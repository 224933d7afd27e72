package io.leme.store.apply;

import java.util.List;

/// What a member has told the cluster about itself.
public record MemberRecord(long id, String name, List<String> peerUrls, List<String> clientUrls) {
    public MemberRecord {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }
}
