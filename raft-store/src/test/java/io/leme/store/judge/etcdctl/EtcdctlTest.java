package io.leme.store.judge.etcdctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.ClusterPlan;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class EtcdctlTest {
    private static final List<String> SCRIPTS =
            List.of("keys", "transactions", "watches", "leases", "cluster", "auth");

    @TempDir private Path etcdOutput;
    @TempDir private Path lemeOutput;

    @BeforeEach
    void programs() {
        RequiredPrograms.require("etcd", "etcdctl");
    }

    @ParameterizedTest(name = "{0} members")
    @ValueSource(ints = {1, 3})
    void printsTheSameForEtcdAndTheStore(int members) {
        var differences = new ArrayList<String>();
        try (var etcd = Cluster.start(ClusterPlan.of(Program.ETCD, members), "etcdctl-" + members);
                var leme =
                        Cluster.start(
                                ClusterPlan.of(Program.subject(), members), "subject-" + members);
                var etcdShell = new Shell(etcd.endpoints(), etcdOutput);
                var lemeShell = new Shell(leme.endpoints(), lemeOutput)) {
            for (String script : SCRIPTS) {
                for (Command command : Script.load(script).commands()) {
                    Printed expected = comparable(command, etcdShell.run(command));
                    Printed actual = comparable(command, lemeShell.run(command));
                    if (!expected.equals(actual)) {
                        differences.add(command + "\netcd " + expected + "\nleme " + actual);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /// Members come in the order of their ids.
    private static Printed comparable(Command command, Printed printed) {
        return printed.comparable(
                command instanceof Command.Foreground(List<String> words, var name, var input)
                        && List.of("endpoint", "member").contains(words.getFirst()));
    }
}
