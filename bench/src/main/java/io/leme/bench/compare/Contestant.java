package io.leme.bench.compare;

import io.leme.bench.cluster.Contender;
import io.leme.bench.cluster.DataFolder;
import io.leme.bench.cluster.LocalCluster;
import io.leme.bench.load.Connections;
import java.io.IOException;
import java.nio.file.Path;

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

    /// Starts a cluster on an empty directory below `parent`.
    static Contestant start(Contender contender, Scenario scenario, Path parent)
            throws IOException, InterruptedException {
        Path directory = DataFolder.create(parent);
        try {
            LocalCluster cluster = LocalCluster.start(contender, scenario.members(), directory);
            int members = scenario.members();
            int perMember = (LEAST_CONNECTIONS + members - 1) / members;
            Connections connections = Connections.open(cluster.target(), perMember * members);
            return new Contestant(
                    contender,
                    cluster,
                    connections,
                    Workloads.of(scenario, cluster, connections),
                    directory);
        } catch (IOException | InterruptedException | RuntimeException e) {
            DataFolder.delete(directory);
            throw e;
        }
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
