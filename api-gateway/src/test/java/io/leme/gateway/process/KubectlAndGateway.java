package io.leme.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the stories of `kubectl` share: a gateway on an etcd of its own, and the real program.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KubectlAndGateway {
    Path folder;
    Kubectl kubectl;
    private TestGateway gateway;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        Programs.require("etcd", "kubectl");
        folder = temporary;
        gateway = TestGateway.start(folder);
        kubectl = new Kubectl(folder, gateway.writeKubeconfig(folder.resolve("kubeconfig")));
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (gateway != null) {
            gateway.close();
        }
    }

    @AfterAll
    void noteWhatKubectlDid() throws IOException, InterruptedException {
        if (kubectl != null) {
            ClientTable.note("kubectl", kubectl.version(), kubectl.succeeded());
        }
    }

    final String url() {
        return gateway.url();
    }

    /// Runs a command that has to succeed.
    final String run(String line) throws IOException, InterruptedException {
        var result = kubectl.run(line);
        assertThat(result.code()).as("kubectl %s: %s", line, result.output()).isZero();
        return result.output();
    }

    static List<String> lines(String text) {
        return Arrays.asList(text.split("\n"));
    }
}
