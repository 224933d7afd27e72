package io.leme.gateway.registry.kind;

import java.time.InstantSource;
import java.util.Map;

/// Which kinds have rules of their own, by their name in the table.
final class SpecialRules {
    private final Map<String, KindRules> byKind;

    /// @param services rules of services, which take addresses and ports
    /// @param clock for the times of conditions
    SpecialRules(KindRules services, InstantSource clock) {
        WorkloadRules workloads = new WorkloadRules();
        BindingRules bindings = new BindingRules();
        this.byKind =
                Map.of(
                        "Pod", new PodRules(),
                        "Deployment", workloads,
                        "ReplicaSet", workloads,
                        "StatefulSet", workloads,
                        "DaemonSet", workloads,
                        "Job", new JobRules(),
                        "Service", services,
                        "RoleBinding", bindings,
                        "ClusterRoleBinding", bindings,
                        "CustomResourceDefinition", new CustomResourceRules(clock));
    }

    KindRules of(KindRow row) {
        return byKind.getOrDefault(row.definition().kind().kind(), KindRules.NONE);
    }
}
