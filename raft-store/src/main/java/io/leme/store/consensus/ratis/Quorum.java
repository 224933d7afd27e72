package io.leme.store.consensus.ratis;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;

/// Majorities of the voting members, of both sets while membership changes.
final class Quorum {
    private Quorum() {}

    /// @param agrees asked for the other members; `self` always agrees
    static boolean reached(
            RaftConfiguration configuration, RaftPeerId self, Predicate<RaftPeerId> agrees) {
        Predicate<RaftPeerId> counts = id -> id.equals(self) || agrees.test(id);
        return majority(configuration.getCurrentPeers(), counts)
                && (configuration.getPreviousPeers().isEmpty()
                        || majority(configuration.getPreviousPeers(), counts));
    }

    /// The voting members, of both sets while membership changes.
    static Set<RaftPeerId> voters(RaftConfiguration configuration) {
        return Stream.concat(
                        configuration.getCurrentPeers().stream(),
                        configuration.getPreviousPeers().stream())
                .map(RaftPeer::getId)
                .collect(Collectors.toSet());
    }

    /// True when `self` is the only voter.
    static boolean alone(RaftConfiguration configuration, RaftPeerId self) {
        return reached(configuration, self, id -> false);
    }

    private static boolean majority(Collection<RaftPeer> voters, Predicate<RaftPeerId> counts) {
        long agreeing = voters.stream().filter(voter -> counts.test(voter.getId())).count();
        return 2 * agreeing > voters.size();
    }
}
