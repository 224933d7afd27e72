package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every cluster has beside what its users put into it.
@Tag("process")
class KubectlClusterTest extends KubectlAndGateway {
    @Test
    void aTokenOfAServiceAccountSaysWhoItIs() throws Exception {
        assertEventually(() -> run("get serviceaccount default"));

        String token = run("create token default --duration=20m").strip();

        assertThat(token.split("\\.")).hasSize(3);
        assertThat(kubectl.run("get pods --as=nobody").code()).isNotZero();
        assertThat(
                        run(
                                "--kubeconfig=/dev/null --insecure-skip-tls-verify -s "
                                        + url()
                                        + " --token="
                                        + token
                                        + " auth whoami"))
                .contains("system:serviceaccount:default:default")
                .contains("system:serviceaccounts:default");
        assertThat(kubectl.run("create token default --duration=1m").output())
                .contains("may not specify a duration less than 10 minutes");
        assertThat(kubectl.run("create token nobody").output()).contains("not found");
    }

    @Test
    void everyNamespaceKnowsTheAuthority() throws Exception {
        run("create namespace young");

        assertEventually(() ->
                assertThat(run("-n young get cm kube-root-ca.crt -o jsonpath={.data.ca\\.crt}"))
                        .startsWith("-----BEGIN CERTIFICATE-----"));
        assertThat(run("-n young get serviceaccount default -o name"))
                .isEqualTo("serviceaccount/default\n");
    }

    @Test
    void theClusterHasItsServiceAndPriorities() throws Exception {
        assertThat(run("get service kubernetes -o jsonpath={.spec.clusterIP}"))
                .isEqualTo("10.96.0.1");
        assertThat(run("get priorityclass system-node-critical -o jsonpath={.value}"))
                .isEqualTo("2000001000");
    }

    @Test
    void theGatewayShowsWhatItServesAndHowItIs() throws Exception {
        assertThat(lines(run("get apiservices")))
                .anyMatch(line -> line.matches("v1\\. +Local +True +\\d+s"))
                .anyMatch(line -> line.matches("v1\\.apps +Local +True +\\d+s"));
        assertThat(run("get apiservice v1.apps -o jsonpath={.status.conditions[0].reason}"))
                .isEqualTo("Local");
        run("wait --for=condition=Available apiservice/v1.apps --timeout=10s");
        assertThat(run("get cs")).containsPattern("etcd-0 +Healthy +ok");
    }

    @Test
    void podsGetTheirAccountAndPriority() throws Exception {
        assertEventually(() -> run("get serviceaccount default"));
        run("create priorityclass high --value=7");
        run("run p --image=i --overrides={\"spec\":{\"priorityClassName\":\"high\"}}");

        assertThat(run("get pod p -o jsonpath={.spec.serviceAccountName}:{.spec.priority}"))
                .isEqualTo("default:7");
    }
}
