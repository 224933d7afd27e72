package io.leme.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private String manifest(String name, String colour) throws IOException {
        Path file = folder.resolve(name + "-" + colour + ".yaml");
        return Files.writeString(file, MANIFEST.formatted(name, colour)).toString();
    }
}
