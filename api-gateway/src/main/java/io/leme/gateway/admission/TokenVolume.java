package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.RandomSuffix;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The volume by which the containers of a pod reach the API: a token that kubelets ask for and
/// renew, the authority behind the server's certificate, and the name of the namespace.
///
/// A container that mounts something of its own at that place keeps it.
final class TokenVolume {
    private static final String PREFIX = "kube-api-access-";
    private static final String PLACE = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String AUTHORITY = "kube-root-ca.crt";
    private static final String AUTHORITY_FILE = "ca.crt";
    private static final String VOLUMES = "volumes";
    private static final String MOUNTS = "volumeMounts";
    private static final int READABLE_BY_ALL = 0644;

    /// Kubernetes' own: an hour, and a little by which its makers know it from those that were
    /// asked for.
    private static final int TOKEN_SECONDS = 3607;

    private TokenVolume() {}

    /// @param spec of a pod; changed
    static void mount(ObjectNode spec, RandomGenerator random) {
        Optional<String> present = present(spec);
        String name = present.orElseGet(() -> PREFIX + RandomSuffix.of(random));
        boolean mounted = mountAll(spec.path("initContainers"), name);
        mounted |= mountAll(spec.path("containers"), name);
        if (mounted && present.isEmpty()) {
            spec.withArrayProperty(VOLUMES).add(volume(name));
        }
    }

    /// The name of such a volume that the pod has already.
    private static Optional<String> present(ObjectNode spec) {
        for (JsonNode volume : spec.path(VOLUMES)) {
            String name = volume.path("name").asText("");
            if (name.startsWith(PREFIX)) {
                return Optional.of(name);
            }
        }

        return Optional.empty();
    }

    private static boolean mountAll(JsonNode containers, String name) {
        boolean mounted = false;
        for (JsonNode each : containers) {
            if (each instanceof ObjectNode container && isFree(container)) {
                container
                        .withArrayProperty(MOUNTS)
                        .addObject()
                        .put("name", name)
                        .put("readOnly", true)
                        .put("mountPath", PLACE);
                mounted = true;
            }
        }

        return mounted;
    }

    private static boolean isFree(ObjectNode container) {
        for (JsonNode mount : container.path(MOUNTS)) {
            if (mount.path("mountPath").asText("").equals(PLACE)) {
                return false;
            }
        }

        return true;
    }

    private static ObjectNode volume(String name) {
        ObjectNode volume = JsonNodeFactory.instance.objectNode().put("name", name);
        ObjectNode projected = volume.putObject("projected");
        ArrayNode sources = projected.putArray("sources");
        sources.addObject()
                .putObject("serviceAccountToken")
                .put("expirationSeconds", TOKEN_SECONDS)
                .put("path", "token");
        sources.addObject()
                .putObject("configMap")
                .put("name", AUTHORITY)
                .putArray("items")
                .addObject()
                .put("key", AUTHORITY_FILE)
                .put("path", AUTHORITY_FILE);
        sources.addObject()
                .putObject("downwardAPI")
                .putArray("items")
                .addObject()
                .put("path", "namespace")
                .putObject("fieldRef")
                .put("apiVersion", "v1")
                .put("fieldPath", "metadata.namespace");
        projected.put("defaultMode", READABLE_BY_ALL);

        return volume;
    }
}
