package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.leme.gateway.pki.IdentityFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do with `kubectl`, with an old one and a new one at once, each on a gateway of its
/// own.
@Tag("process")
class KubectlSessionTest {
    @TempDir private Path folder;
    private final List<Session> sessions = new ArrayList<>();

    /// One `kubectl` and its gateway.
    private record Session(Kubectl kubectl, Path place, TestGateway gateway) {
        List<String> succeeds(String command) throws Exception {
            Kubectl.Result result = kubectl.run(command);
            assertThat(result.code()).as("kubectl %s: %s", command, result.output()).isZero();
            return Arrays.asList(result.output().split("\n"));
        }
    }

    @BeforeEach
    void start() throws IOException {
        Programs.require("etcd", "kubectl");
        for (String program : KubectlVersions.ends()) {
            Path place = folder.resolve(Path.of(program).getFileName() + ".session");
            TestGateway gateway = TestGateway.start(Files.createDirectory(place));
            Path kubeconfig =
                    Files.writeString(
                            place.resolve("kubeconfig"),
                            gateway.kubeconfig()
                                    .replace("user: admin}", "user: admin, namespace: session}"));
            sessions.add(new Session(new Kubectl(program, place, kubeconfig), place, gateway));
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Session session : sessions) {
            session.gateway.close();
        }
    }

    @Test
    void aSessionGoesAsWithKubernetes() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (Session session : sessions) {
                all.add(
                        threads.submit(() -> {
                            live(session);
                            return null;
                        }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        for (Session session : sessions) {
            ClientTable.note("kubectl", session.kubectl.version(), session.kubectl.succeeded());
        }
    }

    private static void live(Session session) throws Exception {
        IdentityFiles admin = session.gateway.admin();
        Map<String, String> names =
                Map.of(
                        "certificate", admin.certificate().toString(),
                        "key", admin.key().toString());
        try (var story = new KubectlStory(session.kubectl, session.place, names)) {
            story.tell(Transcript.parse(text()));
        }
        applyAnApplicationTwice(session);
    }

    private static void applyAnApplicationTwice(Session session) throws Exception {
        Path place = session.place;
        Files.writeString(place.resolve("definition.yaml"), ApplicationManifest.definition());
        Files.writeString(place.resolve("application.yaml"), ApplicationManifest.text());
        session.succeeds("apply -f definition.yaml");
        assertEventually(() -> session.succeeds("get boats -A"));

        assertThat(session.succeeds("apply -f application.yaml"))
                .hasSize(ApplicationManifest.OBJECTS)
                .filteredOn(line -> line.endsWith(" created"))
                .hasSize(ApplicationManifest.OBJECTS - 1);
        assertThat(session.succeeds("apply -f application.yaml"))
                .hasSize(ApplicationManifest.OBJECTS)
                .allMatch(line -> line.endsWith(" unchanged"));
    }

    private static String text() throws IOException {
        try (InputStream text = KubectlSessionTest.class.getResourceAsStream("session.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
