package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `leme up` and `leme env` as processes.
@Tag("process")
class UpTest {
    private static final long LONGEST_SECONDS = 120;

    @TempDir Path folder;
    private final List<Process> started = new ArrayList<>();
    private final List<String> ports =
            List.of(
                    "--gateway-port=" + Programs.freePort(),
                    "--client-port=" + Programs.freePort(),
                    "--peer-port=" + Programs.freePort());

    @BeforeEach
    void require() {
        Programs.require("kubectl", "etcdctl");
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void oneCommandGivesAStoreAndAGatewayThatComeBackWithWhatTheyHad() throws Exception {
        Process first = up("first");
        assertThat(Files.readString(folder.resolve("first.out")))
                .contains("Leme is ready", "Kubernetes API  https://localhost:", "etcd API")
                .contains("eval \"$(./leme env --data-dir '" + data() + "')\"");
        Map<String, String> settings = env();
        assertThat(shell("kubectl create configmap kept --from-literal=a=1", settings))
                .isEqualTo("configmap/kept created\n");

        assertThat(
                        shell(
                                "etcdctl get /registry/configmaps/default/kept --print-value-only",
                                settings))
                .startsWith("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{");
        assertThat(shell("etcdctl put a b", settings)).contains("etcdserver: permission denied");

        assertThat(leme("second", "up", "--data-dir=" + data()).waitFor()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("second.err")))
                .isEqualTo(
                        "leme up: %s is in use by process %d; stop that one, or choose another"
                                        .formatted(data(), first.pid())
                                + " --data-dir\n");

        first.destroy();
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("first.err")))
                .doesNotContain("WARN", "ERROR", "\tat ", "Exception")
                .endsWith("Closing - Stopped\n");

        up("third");
        assertThat(shell("kubectl get configmap kept -o jsonpath={.data.a}", settings))
                .isEqualTo("1");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws Exception {
        Process process = leme("wrong", "up", "--colour=red", "--client-port=70000", "now");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("wrong.err")))
                .isEqualTo(
                        """
                        leme up: 3 problems:
                          - unknown option or word: --colour=red
                          - unknown option or word: now
                          - --client-port: 70000 is not a port
                        Try: leme up --help
                        """);
    }

    @Test
    void envNeedsADataDirectory() throws Exception {
        assertThat(leme("nothing", "env", "--data-dir=" + data()).waitFor()).isEqualTo(1);

        assertThat(Files.readString(folder.resolve("nothing.err")))
                .startsWith("leme env: " + data() + " is not a data directory of 'leme up'");
    }

    /// Starts and waits until it is ready.
    private Process up(String name) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("up", "--data-dir=" + data()));
        arguments.addAll(ports);
        Process process = leme(name, arguments.toArray(String[]::new));
        assertEventually(() -> {
            String output = Files.readString(folder.resolve(name + ".out"));
            assertThat(output).contains("Stop with Ctrl-C.");
        });
        return process;
    }

    private Map<String, String> env() throws Exception {
        assertThat(leme("env", "env", "--data-dir=" + data()).waitFor()).isZero();
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("env.out"))) {
            assertThat(line).matches("export [A-Z_]+='[^']+'");
            String[] parts = line.substring("export ".length()).split("=", 2);
            settings.put(parts[0], parts[1].substring(1, parts[1].length() - 1));
        }
        assertThat(settings).containsKeys("KUBECONFIG", "ETCDCTL_API", "ETCDCTL_ENDPOINTS");
        return settings;
    }

    private Process leme(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.leme.gateway.LemeMain"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve(name + ".out").toFile())
                        .redirectError(folder.resolve(name + ".err").toFile())
                        .start();
        started.add(process);
        return process;
    }

    /// Runs a command to its end; both of its output streams are one.
    private String shell(String line, Map<String, String> settings) throws Exception {
        var builder = new ProcessBuilder(line.split(" ")).directory(folder.toFile());
        builder.environment().putAll(settings);
        builder.environment().put("HOME", folder.toString());
        Path output = Files.createTempFile(folder, "shell", ".out");
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as(line).isTrue();
        return Files.readString(output);
    }

    private Path data() {
        return folder.resolve("data");
    }
}
