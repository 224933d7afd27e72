package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class KubectlTest extends KubectlAndGateway {
    private static final String MANIFEST =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: %s
              labels: {app: web}
            data:
              colour: %s
            """;

    @Test
    void getShowsTheNamespacesOfEveryCluster() throws Exception {
        List<String> lines = lines(run("get namespaces"));

        assertThat(lines.getFirst()).matches("NAME +STATUS +AGE");
        assertThat(lines.stream().map(line -> line.split(" +")[0]).toList())
                .contains("default", "kube-node-lease", "kube-public", "kube-system");
        assertThat(lines.get(1)).matches("\\S+ +Active +\\d+s");
    }

    @Test
    void everyKindCanBeCreated() throws Exception {
        run("create namespace kinds");

        assertThat(run("-n kinds create configmap c --from-literal=a=1"))
                .isEqualTo("configmap/c created\n");
        assertThat(run("-n kinds create secret generic s --from-literal=a=1"))
                .isEqualTo("secret/s created\n");
        assertThat(run("-n kinds create serviceaccount b")).isEqualTo("serviceaccount/b created\n");
        assertThat(run("-n kinds get secret s -o jsonpath={.type}:{.data.a}"))
                .isEqualTo("Opaque:MQ==");
        assertThat(lines(run("-n kinds get cm,secret,sa")))
                .anyMatch(line -> line.matches("NAME +DATA +AGE"))
                .anyMatch(line -> line.matches("configmap/c +1 +\\d+s"))
                .anyMatch(line -> line.matches("NAME +TYPE +DATA +AGE"))
                .anyMatch(line -> line.matches("secret/s +Opaque +1 +\\d+s"))
                .anyMatch(line -> line.matches("serviceaccount/b +\\d +\\d+s"));
    }

    @Test
    void applyCreatesThenChangesThenLeavesAlone() throws Exception {
        assertThat(run("apply -f " + manifest("applied", "red")))
                .isEqualTo("configmap/applied created\n");
        String file = manifest("applied", "blue");
        assertThat(run("apply -f " + file)).isEqualTo("configmap/applied configured\n");
        String version = run("get cm applied -o jsonpath={.metadata.resourceVersion}");

        assertThat(run("apply -f " + file)).isEqualTo("configmap/applied unchanged\n");
        assertThat(run("get cm applied -o jsonpath={.data.colour}")).isEqualTo("blue");
        assertThat(run("get cm applied -o jsonpath={.metadata.resourceVersion}"))
                .isEqualTo(version);
    }

    @Test
    void labelAnnotateEditAndPatchChangeAnObject() throws Exception {
        run("create -f " + manifest("changing", "red"));

        assertThat(run("label cm changing tier=front")).isEqualTo("configmap/changing labeled\n");
        assertThat(run("annotate cm changing note=x")).isEqualTo("configmap/changing annotated\n");
        var editor = Map.of("KUBE_EDITOR", "sed -i s/red/green/");
        assertThat(kubectl.run(List.of("edit", "cm", "changing"), editor).output())
                .isEqualTo("configmap/changing edited\n");
        patch("strategic", "{\"data\":{\"a\":\"1\"}}");
        patch("merge", "{\"data\":{\"a\":null,\"b\":\"2\"}}");
        patch("json", "[{\"op\":\"add\",\"path\":\"/data/c\",\"value\":\"3\"}]");

        assertThat(run("get cm changing -o jsonpath={.data}"))
                .isEqualTo("{\"b\":\"2\",\"c\":\"3\",\"colour\":\"green\"}");
        assertThat(run("get cm -l tier=front -o name")).isEqualTo("configmap/changing\n");
        assertThat(run("get cm changing -o jsonpath={.metadata.annotations.note}")).isEqualTo("x");
    }

    @Test
    void deleteIsSeenByThoseWhoAskAndWait() throws Exception {
        run("create -f " + manifest("leaving", "red"));

        assertThat(run("delete cm leaving")).startsWith("configmap \"leaving\" deleted");
        var absent = kubectl.run("get cm leaving");
        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.output())
                .isEqualTo("Error from server (NotFound): configmaps \"leaving\" not found\n");
    }

    @Test
    void aNamespaceGoesAwayWithWhatIsInIt() throws Exception {
        run("create namespace whole");
        run("-n whole create configmap inside --from-literal=a=1");

        assertThat(run("delete namespace whole --timeout=60s"))
                .startsWith("namespace \"whole\" deleted");
        assertThat(kubectl.run("get namespace whole").output())
                .isEqualTo("Error from server (NotFound): namespaces \"whole\" not found\n");
        assertThat(run("get cm -A -o name")).doesNotContain("inside");
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        String file = manifest("single", "red");
        run("create -f " + file);

        assertThat(kubectl.run("create -f " + file).output())
                .endsWith("configmaps \"single\" already exists\n");
    }

    @Test
    void unknownFieldsAreRefused() throws Exception {
        Path file = folder.resolve("unknown.yaml");
        Files.writeString(file, MANIFEST.formatted("unknown", "red") + "spec: {}\n");

        assertThat(kubectl.run("create -f " + file).output())
                .contains("strict decoding error: unknown field \"spec\"");
    }

    @Test
    void aWatchTellsRowByRow() throws Exception {
        run("create namespace watched");
        Path output = folder.resolve("watch.out");
        String others = "--field-selector=metadata.name!=kube-root-ca.crt";
        Process watch = kubectl.start("-n watched get cm -w " + others, output);
        try {
            run("-n watched create cm one --from-literal=a=1");
            assertEventually(
                    () -> assertThat(Files.readString(output)).containsPattern("one +1 +\\d+s\n"));
            run("-n watched create cm two --from-literal=a=1 --from-literal=b=2");
            run("-n watched delete cm one");

            assertEventually(() -> assertThat(Files.readString(output).lines()).hasSize(4));
            List<String> lines = lines(Files.readString(output));
            assertThat(lines.get(0)).matches("NAME +DATA +AGE");
            assertThat(lines.get(2)).matches("two +2 +\\d+s");
            assertThat(lines.get(3)).matches("one +1 +\\d+s");
        } finally {
            watch.destroy();
        }
    }

    @Test
    void apiResourcesListsWhatIsServed() throws Exception {
        assertThat(lines(run("api-resources")))
                .anyMatch(line -> line.matches("configmaps +cm +v1 +true +ConfigMap"))
                .anyMatch(line -> line.matches("namespaces +ns +v1 +false +Namespace"))
                .anyMatch(line -> line.matches("leases +coordination.k8s.io/v1 +true +Lease"))
                .anyMatch(line -> line.matches("events +ev +events.k8s.io/v1 +true +Event"));
        assertThat(lines(run("api-versions")))
                .contains("v1", "coordination.k8s.io/v1", "events.k8s.io/v1");
    }

    @Test
    void explainSaysWhatFieldsMean() throws Exception {
        assertThat(run("explain configmap.data"))
                .contains("KIND:       ConfigMap", "VERSION:    v1", "FIELD: data <map[string]")
                .contains("Text by key.");
        assertThat(run("explain lease --recursive"))
                .contains("holderIdentity\t<string>", "renewTime\t<string>");
        assertThat(run("explain configmap.data --output=plaintext-openapiv2"))
                .contains("FIELD:    data <map[string]string>");
    }

    @Test
    void authSaysWhoAndWhat() throws Exception {
        assertThat(run("auth can-i delete secrets")).isEqualTo("yes\n");
        assertThat(kubectl.run("auth can-i get cm --as=jane").output()).isEqualTo("no\n");
        assertThat(run("auth can-i --list")).containsPattern("\\*\\.\\* +\\[] +\\[] +\\[\\*]");
        assertThat(run("auth whoami")).containsPattern("Username +leme-admin");
        assertThat(kubectl.run("get cm --as=jane").output())
                .isEqualTo(
                        """
                        Error from server (Forbidden): configmaps is forbidden: \
                        User "jane" cannot list resource "configmaps" in API group "" \
                        in the namespace "default"
                        """);
    }

    private void patch(String type, String patch) throws Exception {
        var words = List.of("patch", "cm", "changing", "--type", type, "-p", patch);
        assertThat(kubectl.run(words, Map.of()).output()).isEqualTo("configmap/changing patched\n");
    }

    private String manifest(String name, String colour) throws IOException {
        Path file = folder.resolve(name + "-" + colour + ".yaml");
        return Files.writeString(file, MANIFEST.formatted(name, colour)).toString();
    }
}
