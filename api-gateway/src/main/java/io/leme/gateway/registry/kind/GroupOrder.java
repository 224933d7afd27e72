package io.leme.gateway.registry.kind;

import io.leme.gateway.meta.GroupVersionResource;
import java.util.List;

/// In which order discovery shows groups: clients that find a name in several take the first.
final class GroupOrder {
    private static final List<String> GROUPS =
            List.of(
                    "",
                    "events.k8s.io",
                    "apps",
                    "authentication.k8s.io",
                    "authorization.k8s.io",
                    "autoscaling",
                    "batch",
                    "certificates.k8s.io",
                    "networking.k8s.io",
                    "policy",
                    "rbac.authorization.k8s.io",
                    "storage.k8s.io",
                    "admissionregistration.k8s.io",
                    "apiextensions.k8s.io",
                    "scheduling.k8s.io",
                    "coordination.k8s.io",
                    "node.k8s.io",
                    "discovery.k8s.io",
                    "resource.k8s.io",
                    "flowcontrol.apiserver.k8s.io");

    private GroupOrder() {}

    /// Sorts by group, and in a group the newer version first.
    static String of(GroupVersionResource resource) {
        int group = GROUPS.indexOf(resource.group());
        int place = group < 0 ? GROUPS.size() : group;
        boolean newer = resource.version().equals("v2");

        return "%03d%s".formatted(place, newer ? "a" : "b");
    }
}
