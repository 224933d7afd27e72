package io.leme.gateway.registry.kind.check;

import io.leme.gateway.meta.NameRules;
import java.util.List;
import java.util.Set;

/// The environment variables of containers, and where they come from.
final class Environment {
    private static final List<String> VALUE_SOURCES =
            List.of(
                    "fieldRef",
                    "resourceFieldRef",
                    "configMapKeyRef",
                    "secretKeyRef",
                    "fileKeyRef");
    private static final Set<String> FIELDS =
            Set.of(
                    "metadata.name",
                    "metadata.namespace",
                    "metadata.uid",
                    "spec.nodeName",
                    "spec.serviceAccountName",
                    "status.hostIP",
                    "status.hostIPs",
                    "status.podIP",
                    "status.podIPs");
    private static final List<String> RESOURCES =
            List.of(
                    "limits.cpu",
                    "limits.ephemeral-storage",
                    "limits.memory",
                    "requests.cpu",
                    "requests.ephemeral-storage",
                    "requests.memory");

    private Environment() {}

    static void check(Place container) {
        for (Place variable : container.at("env").elements()) {
            variable.at("name").followIfFilled(NameRules::environmentName);
            Place from = variable.at("valueFrom");
            if (from.isThere()) {
                valueFrom(from, variable.at("value").isFilled());
            }
        }
        Place all = container.at("envFrom");
        for (Place from : all.elements()) {
            from.at("prefix").followIfFilled(NameRules::environmentName);
            boolean map = from.at("configMapRef").isThere();
            boolean secret = from.at("secretRef").isThere();
            for (String source : List.of("configMapRef", "secretRef")) {
                if (from.at(source).isThere()) {
                    from.at(source).at("name").requireFilled();
                    from.at(source).at("name").followIfFilled(NameRules::dnsSubdomain);
                }
            }
            if (!map && !secret) {
                all.invalid("", "must specify one of: `configMapRef` or `secretRef`");
            } else if (map && secret) {
                all.invalid("", "may not have more than one field specified at a time");
            }
        }
    }

    private static void valueFrom(Place from, boolean hasValue) {
        int sources = 0;
        for (String source : VALUE_SOURCES) {
            if (from.at(source).isThere()) {
                sources++;
                source(from.at(source), source);
            }
        }
        if (sources == 0) {
            from.invalid(
                    "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or "
                            + "`secretKeyRef`");
        } else if (hasValue) {
            from.invalid("", "may not be specified when `value` is not empty");
        } else if (sources > 1) {
            from.invalid("", "may not have more than one field specified at a time");
        }
    }

    private static void source(Place source, String kind) {
        switch (kind) {
            case "fieldRef" -> field(source);
            case "resourceFieldRef" -> {
                Place resource = source.at("resource");
                boolean pages =
                        resource.text().startsWith("requests.hugepages-")
                                || resource.text().startsWith("limits.hugepages-");
                if (!resource.isFilled()) {
                    resource.required("");
                } else if (!RESOURCES.contains(resource.text()) && !pages) {
                    resource.notSupported(RESOURCES);
                }
            }
            case "fileKeyRef" -> {
                source.at("volumeName").requireFilled();
                source.at("path").requireFilled();
                source.at("key").requireFilled();
            }
            default -> {
                source.at("name").follow(NameRules::dnsSubdomain);
                source.at("key").requireFilled();
                source.at("key").followIfFilled(NameRules::dataKey);
            }
        }
    }

    private static void field(Place source) {
        Place path = source.at("fieldPath");
        String text = path.text();
        boolean known =
                FIELDS.contains(text)
                        || text.startsWith("metadata.labels['")
                        || text.startsWith("metadata.annotations['");
        if (text.isEmpty()) {
            path.required("");
        } else if (!known) {
            boolean convertible = text.equals("metadata.labels") || text.equals("spec.host");
            if (convertible || text.equals("metadata.annotations")) {
                path.notSupported(FIELDS.stream().sorted().toList());
            } else {
                path.invalid("error converting fieldPath: field label not supported: " + text);
            }
        }
    }
}
