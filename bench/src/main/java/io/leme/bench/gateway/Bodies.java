package io.leme.bench.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The objects of the load, as a client would send them.
///
/// A pod is of the size that a deployment makes (about 3 KB once it is stored, with its defaults
/// and managed fields); a config map holds 256 bytes; a lease is what a kubelet renews.
final class Bodies {
    static final String PODS = "/api/v1/namespaces/bench/pods";
    static final String CONFIG_MAPS = "/api/v1/namespaces/bench/configmaps";
    static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/bench/leases";

    /// In front of the driver's clock reading in what is watched.
    static final String STAMP = "\"sent\":\"";

    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String FILLER = "x".repeat(230);

    private Bodies() {}

    static byte[] namespace() {
        return bytes(
                """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"bench"}}\
                """);
    }

    static String podName(long number) {
        return "web-7d4b9c6f5d-%06d".formatted(number);
    }

    /// Without a token: the gateway would mount it when the pod is created, and a later write of
    /// this body would then change what no write may.
    ///
    /// @param generation differs between two writes of the same pod
    static byte[] pod(long number, long generation) {
        return bytes(
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"web",\
                "pod-template-hash":"7d4b9c6f5d","tier":"tier-%d"},"annotations":{\
                "example.com/generation":"%d"}},"spec":{"nodeName":"node-%d",\
                "serviceAccountName":"default","automountServiceAccountToken":false,\
                "containers":[{\
                "name":"web","image":"registry.example.com/team/web:1.27.3","ports":[{"name":\
                "http","containerPort":8080},{"name":"metrics","containerPort":9090}],"env":[{\
                "name":"LOG_LEVEL","value":"info"},{"name":"POD_NAME","valueFrom":{"fieldRef":\
                {"fieldPath":"metadata.name"}}}],"resources":{"requests":{"cpu":"100m",\
                "memory":"128Mi"},"limits":{"memory":"256Mi"}},"livenessProbe":{"httpGet":{\
                "path":"/live","port":"http"}},"readinessProbe":{"httpGet":{"path":"/ready",\
                "port":"http"}}},{"name":"proxy","image":"registry.example.com/team/proxy:\
                2.1.0","args":["--upstream","127.0.0.1:8080"]}],"tolerations":[{"key":\
                "node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute",\
                "tolerationSeconds":300}]}}\
                """
                        .formatted(podName(number), number % 10, generation, number % 100));
    }

    static String configMapName(long number) {
        return "watched-%06d".formatted(number);
    }

    static byte[] configMap(long number, long sentNanos) {
        return bytes(
                """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{%s%d",\
                "filler":"%s"}}\
                """
                        .formatted(configMapName(number), STAMP, sentNanos, FILLER));
    }

    static String leaseName(long number) {
        return "node-%06d".formatted(number);
    }

    /// @param version of the lease that is renewed; empty for a new one
    static byte[] lease(long number, String version, Instant now) {
        String condition = version.isEmpty() ? "" : ",\"resourceVersion\":\"" + version + "\"";
        return bytes(
                """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"%s"%s},\
                "spec":{"holderIdentity":"%s","leaseDurationSeconds":40,"renewTime":\
                "%s"}}\
                """
                        .formatted(
                                leaseName(number),
                                condition,
                                leaseName(number),
                                MICRO_TIME.format(now)));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
