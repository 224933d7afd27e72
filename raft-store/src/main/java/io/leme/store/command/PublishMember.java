package io.leme.store.command;

import java.util.List;

/// A member tells its name and client URLs to the cluster, as etcd members do at start.
public record PublishMember(long id, String name, List<String> peerUrls, List<String> clientUrls)
        implements Command {
    public PublishMember {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }
}
