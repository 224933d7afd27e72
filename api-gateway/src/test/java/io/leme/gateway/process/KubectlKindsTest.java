package io.leme.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `kubectl` with the kinds that applications are made of.
@Tag("process")
class KubectlKindsTest extends KubectlAndGateway {
    @Test
    void aWholeApplicationIsAppliedAndThenLeftAlone() throws Exception {
        String file = application();
        assertThat(lines(run("apply -f " + file)))
                .hasSize(19)
                .allMatch(line -> line.endsWith(" created"));

        assertThat(lines(run("apply -f " + file)))
                .hasSize(19)
                .allMatch(line -> line.endsWith(" unchanged"));
        assertThat(run("diff -f " + file)).isEmpty();
        assertThat(run("-n shop get deploy web -o wide"))
                .containsPattern("web +0/2 +0 +0 +\\d+s +web +registry.example/web:1 +app=web");
        assertThat(run("-n shop describe deployment web"))
                .contains("RollingUpdate", "Limits:", "500m");
        assertThat(
                        run(
                                "-n shop get deploy web -o jsonpath={.spec.template.spec."
                                        + "containers[0].ports[0].protocol}"
                                        + "/{.spec.progressDeadlineSeco"
                                        + "nds}/{.metadata.generation}"))
                .isEqualTo("TCP/600/1");

        Path changed = folder.resolve("changed.yaml");
        Files.writeString(
                changed, Files.readString(Path.of(file)).replace("replicas: 2", "replicas: 3"));
        assertThat(kubectl.run("diff -f " + changed).code()).isEqualTo(1);
        assertThat(kubectl.run("diff -f " + changed).output())
                .contains("-  replicas: 2", "+  replicas: 3");
        assertThat(lines(run("apply -f " + changed)))
                .contains("deployment.apps/web configured")
                .filteredOn(line -> line.endsWith(" unchanged"))
                .hasSize(18);
        assertThat(
                        run(
                                "-n shop get deploy web -o jsonpath={.spec.replicas}/{.me"
                                        + "tadata.generation}"))
                .isEqualTo("3/2");
        assertThat(run("delete -f " + file + " --wait=false --ignore-not-found"))
                .contains("namespace \"shop\" deleted");
    }

    @Test
    void serverSideApplyKnowsWhoOwnsWhat() throws Exception {
        Path first = deployment("owned", 2);
        assertThat(run("apply --server-side -f " + first))
                .isEqualTo("deployment.apps/owned serverside-applied\n");
        String version = run("get deploy owned -o jsonpath={.metadata.resourceVersion}");
        run("apply --server-side -f " + first);
        assertThat(run("get deploy owned -o jsonpath={.metadata.resourceVersion}"))
                .isEqualTo(version);

        run("scale deployment owned --replicas=4");
        var conflict = kubectl.run("apply --server-side -f " + first);
        assertThat(conflict.code()).isEqualTo(1);
        assertThat(conflict.output())
                .contains(
                        "Apply failed with 1 conflict: conflict with \"kubectl\" with subresource"
                                + " \"scale\" using apps/v1: .spec.replicas");
        assertThat(run("get deploy owned -o jsonpath={.spec.replicas}")).isEqualTo("4");

        run("apply --server-side --force-conflicts -f " + first);
        assertThat(run("get deploy owned -o jsonpath={.spec.replicas}")).isEqualTo("2");
        run("label deployment owned tier=front");
        run("apply --server-side --force-conflicts -f " + first);
        assertThat(run("get deploy owned -o jsonpat" + "h={.metadata.labels.tier}"))
                .isEqualTo("front");
        assertThat(run("get deploy owned -o yaml --show-managed-fields"))
                .contains("k:{\"name\":\"main\"}:", "operation: Apply", "manager: kubectl-label");
    }

    @Test
    void workloadsAreChangedInEveryWay() throws Exception {
        run("apply -f " + deployment("changed", 1));

        assertThat(run("scale deployment changed --replicas=3"))
                .isEqualTo("deployment.apps/changed scaled\n");
        assertThat(run("set image deployment/changed main=main:2"))
                .isEqualTo("deployment.apps/changed image updated\n");
        assertThat(run("set env deployment/changed A=1"))
                .isEqualTo("deployment.apps/changed env updated\n");
        assertThat(run("rollout restart deployment changed"))
                .isEqualTo("deployment.apps/changed restarted\n");
        patch(
                "strategic",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"na"
                        + "me\":\"side\",\"image\":\"side:1\"}]}}}}");
        patch("merge", "{\"spec\":{\"paused\":true}}");
        patch("json", "[{\"op\":\"remove\",\"path\":\"/spec/paused\"}]");
        assertThat(
                        run(
                                "get deploy changed -o jsonpath={.spec.replicas}/"
                                        + "{.spec.template.spec.containers[*].image}/"
                                        + "{.metadata.generation}"))
                .isEqualTo("3/side:1 main:2/8");

        kubectl.run(
                List.of(
                        "patch",
                        "deployment",
                        "changed",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":{\"observedGeneration\":8,\"replicas\":3,\"u"
                                + "pdatedReplicas\":3,"
                                + "\"readyReplicas\":3,\"availableReplicas\":3,\"conditions\":"
                                + "[{\"type\":\"Available\",\"status\":\"True\"}]}}"),
                Map.of());
        assertThat(run("rollout status deployment changed"))
                .isEqualTo("deployment \"changed\" successfully rolled out\n");
        assertThat(run("wait deployment changed --for=condition=Available --timeout=5s"))
                .isEqualTo("deployment.apps/changed condition met\n");
        assertThat(run("get deploy changed")).containsPattern("changed +3/3 +3 +3 +\\d+s");
    }

    @Test
    void objectsThatBreakTheirRulesAreRefused() throws Exception {
        Path file = folder.resolve("broken.yaml");
        Files.writeString(
                file,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: broken}
                spec:
                  replicas: -1
                  selector: {matchLabels: {app: a}}
                  template:
                    metadata: {labels: {app: b}}
                    spec:
                      containers:
                      - {name: Main, ports: [{containerPort: 70000}]}
                """);

        assertThat(kubectl.run("create -f " + file).output())
                .contains(
                        "The Deployment \"broken\" is invalid:",
                        "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
                        "spec.template.spec.containers[0].image: Required value",
                        "spec.template.spec.containers[0].ports[0].containerPort:"
                                + " Invalid value: 70000: must be between 1 and 65535, incl"
                                + "usive",
                        "`selector` does not match template `labels`");
    }

    @Test
    void allKindsAreKnownByNameAndField() throws Exception {
        List<String> resources = lines(run("api-resources --no-headers"));
        assertThat(resources)
                .hasSizeGreaterThan(50)
                .anyMatch(line -> line.matches("pods +po +v1 +true +Pod"))
                .anyMatch(line -> line.matches("deployments +deploy +apps/v1 +true +Deployment"))
                .anyMatch(line ->
                        line.matches(
                                "customresourcedefinitions +crd,crds +apiextensions.k8s.i"
                                        + "o/v1 +false +CustomResourceDefinition"));
        assertThat(run("explain deployment.spec.template.spec.containers --recursive"))
                .contains("containerPort\t<integer>", "readinessProbe\t<Probe>");
        assertThat(run("explain pods.spec.affinity.nodeAffinity"))
                .contains("requiredDuringScheduling");
        assertThat(run("get pods,rs,ds,pv,pvc,nodes,hpa,netpol,pdb,sc,csr,crd,quota,limits -A"))
                .isNotNull();
    }

    private void patch(String type, String patch) throws Exception {
        var words = List.of("patch", "deployment", "changed", "--type", type, "-p", patch);
        assertThat(kubectl.run(words, Map.of()).output())
                .isEqualTo("deployment.apps/changed patched\n");
    }

    private Path deployment(String name, int replicas) throws IOException {
        Path file = folder.resolve(name + "-" + replicas + ".yaml");

        return Files.writeString(
                file,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers: [{name: main, image: "main:1", ports: [{containerPort: 80}]}]
                """
                        .formatted(name, replicas));
    }

    private String application() throws IOException {
        Path file = folder.resolve("application.yaml");
        try (InputStream manifest = getClass().getResourceAsStream("application.yaml")) {
            Files.write(file, Objects.requireNonNull(manifest).readAllBytes());
        }

        return file.toString();
    }
}
