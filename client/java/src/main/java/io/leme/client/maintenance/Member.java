package io.leme.client.maintenance;

import java.util.List;

/// A member of the cluster.
///
/// @param id unsigned
/// @param name empty until the member has started once
/// @param clientUrls empty until the member has started once
/// @param learner receives the log but has no vote
public record Member(
        long id, String name, List<String> peerUrls, List<String> clientUrls, boolean learner) {
    public Member {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }
}
