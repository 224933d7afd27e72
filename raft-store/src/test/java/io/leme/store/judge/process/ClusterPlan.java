package io.leme.store.judge.process;

import java.util.List;

/// What kind of cluster a test wants.
///
/// @param program what its members run
/// @param size how many members, 1 to 5
/// @param cuttable whether the links between its members can be cut; the store's only
/// @param transport how the cluster is spoken to
/// @param flags more flags for every member
public record ClusterPlan(
        Program program, int size, boolean cuttable, Transport transport, List<String> flags) {
    /// Refuses what no cluster can be.
    public ClusterPlan {
        if (size < 1 || size > 5) {
            throw new IllegalArgumentException("size " + size);
        }
        if (cuttable && program != Program.LEME) {
            throw new IllegalArgumentException("only the store's links can be cut");
        }
        flags = List.copyOf(flags);
    }

    /// Members of a program with the usual flags and links that hold.
    public static ClusterPlan of(Program program, int size) {
        return new ClusterPlan(program, size, false, new Transport.Plaintext(), List.of());
    }

    /// The same with links that a test may cut.
    public ClusterPlan withCuttableLinks() {
        return new ClusterPlan(program, size, true, transport, flags);
    }

    /// The same with more flags.
    public ClusterPlan withFlags(String... more) {
        return new ClusterPlan(program, size, cuttable, transport, List.of(more));
    }

    /// The same, spoken to in another way.
    public ClusterPlan withTransport(Transport other) {
        return new ClusterPlan(program, size, cuttable, other, flags);
    }
}
