package io.leme.store.command;

import java.util.List;

/// A change of who belongs to the cluster. The log's own members follow it.
public sealed interface MemberChange extends Command {
    long id();

    /// A member that is expected to start. The front has made its id.
    record Add(long id, List<String> peerUrls, boolean learner) implements MemberChange {
        public Add {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    /// For good: the id never comes back.
    record Remove(long id) implements MemberChange {}

    record Update(long id, List<String> peerUrls) implements MemberChange {
        public Update {
            peerUrls = List.copyOf(peerUrls);
        }
    }

    /// Gives a learner a vote.
    record Promote(long id) implements MemberChange {}
}
