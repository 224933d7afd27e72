package io.leme.bench.compare;

import io.leme.bench.cluster.Contender;
import io.leme.bench.cluster.DataFolder;
import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Connections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A contender with a cluster that runs, and the scenario on it.
record Contestant(
        Contender contender,
        LocalCluster cluster,
        Connections connections,
        Workload workload,
        Path directory)
        implements AutoCloseable {
    /// At least as many, and the same number to each member.
    private static final int LEAST_CONNECTIONS = 8;

    /// Starts a cluster on an empty directory below `parent`. `progress` is told of what takes
    /// long.
    static Contestant start(
            Contender contender, Scenario scenario, Path parent, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path directory = DataFolder.create(parent);
        try {
            LocalCluster cluster =
                    LocalCluster.start(asFor(scenario, contender), scenario.members(), directory);
            int members = scenario.members();
            int perMember = (LEAST_CONNECTIONS + members - 1) / members;
            Connections connections = Connections.open(cluster.target(), perMember * members);
            return new Contestant(
                    contender,
                    cluster,
                    connections,
                    Workloads.of(scenario, cluster, connections, progress),
                    directory);
        } catch (IOException | InterruptedException | RuntimeException e) {
            DataFolder.delete(directory);
            throw e;
        }
    }

    /// etcd's quota is 2 GB unless told otherwise.
    private static Contender asFor(Scenario scenario, Contender contender) {
        return scenario.kind() == Kind.LARGE
                ? contender.with("--quota-backend-bytes=" + LargeStore.QUOTA_BYTES)
                : contender;
    }

    /// Ends the processes and removes their data.
    @Override
    public void close() throws IOException {
        workload.close();
        connections.close();
        cluster.close();
        DataFolder.delete(directory);
    }
}
