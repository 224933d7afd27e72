package io.leme.store.judge.etcdctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.judge.differential.Difference;
import io.leme.store.judge.differential.KnownDifferences;
import io.leme.store.judge.process.Cluster;
import io.leme.store.judge.process.Program;
import io.leme.store.judge.process.RequiredPrograms;
import io.leme.store.judge.process.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("process")
class EtcdctlTest {
    private final KnownDifferences known = KnownDifferences.load("etcdctl/known-differences.txt");

    @TempDir private Path directory;

    @BeforeEach
    void programs() {
        RequiredPrograms.require("etcd", "etcdctl");
    }

    static List<Setting> settings() {
        return Setting.chosen();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void printsTheSameForEtcdAndTheStore(Setting setting) throws Exception {
        Transport transport = setting.transport(directory);
        String title = setting.toString().replaceAll("\\W+", "-");
        try (var etcd = Cluster.start(setting.plan(Program.ETCD, transport), "ctl-" + title);
                var leme =
                        Cluster.start(
                                setting.plan(Program.subject(), transport),
                                "ctl-subject-" + title);
                var expected = shell(etcd, transport, "etcd");
                var actual = shell(leme, transport, "leme");
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Alarms.raise(etcd.member(0));
            Alarms.raise(leme.member(0));
            if (setting.guarded()) {
                assertThat(compare("guard", expected, actual, executor)).isEmpty();
                expected.logIn("root:secret");
                actual.logIn("root:secret");
            }
            var differences = new ArrayList<Difference>();
            for (int i = 0; i < setting.scripts().size(); i++) {
                expected.turnTo(i % setting.members());
                actual.turnTo(i % setting.members());
                differences.addAll(compare(setting.scripts().get(i), expected, actual, executor));
            }
            assertThat(known.unexplained(differences)).isEmpty();
        }
    }

    private Shell shell(Cluster cluster, Transport transport, String name) throws Exception {
        return new Shell(
                cluster.endpoints(), transport, Files.createDirectory(directory.resolve(name)));
    }

    private static List<Difference> compare(
            String script, Shell etcd, Shell leme, ExecutorService executor) {
        var differences = new ArrayList<Difference>();
        for (Command command : Script.load(script).commands()) {
            var running = CompletableFuture.supplyAsync(() -> leme.run(command), executor);
            Printed expected = comparable(command, etcd.run(command));
            Printed actual = comparable(command, running.join());
            if (!expected.equals(actual)) {
                differences.add(
                        new Difference(
                                words(command), script, expected.toString(), actual.toString()));
            }
        }
        return differences;
    }

    private static String words(Command command) {
        return switch (command) {
            case Command.Foreground(List<String> words, var name, var input) ->
                    String.join(" ", words);
            case Command.Background(List<String> words, var input) -> String.join(" ", words);
            case Command.Await await -> await.toString();
            case Command.Collect collect -> collect.toString();
        };
    }

    /// Members come in the order of their ids, and a download is logged by two threads.
    private static Printed comparable(Command command, Printed printed) {
        return printed.comparable(
                command instanceof Command.Foreground(List<String> words, var name, var input)
                        && (words.contains("endpoint")
                                || words.contains("member")
                                || words.contains("defrag")
                                || words.contains("snapshot")));
    }
}
