package io.leme.gateway.registry.kind;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Which kinds have rules of their own, by their name in the table.
final class SpecialRules {
    private final Map<String, KindRules> byKind;

    /// @param services rules of services, which take addresses and ports
    /// @param clock for the times of conditions
    SpecialRules(KindRules services, InstantSource clock) {
        this.byKind =
                Map.ofEntries(
                        Map.entry("Pod", new PodRules()),
                        Map.entry("PodTemplate", new TemplateRules("template")),
                        Map.entry("ReplicationController", new TemplateRules("spec.template")),
                        Map.entry("Deployment", new DeploymentRules()),
                        Map.entry("ReplicaSet", new WorkloadRules("ReplicaSet")),
                        Map.entry("StatefulSet", new StatefulSetRules()),
                        Map.entry("DaemonSet", new DaemonSetRules()),
                        Map.entry("Job", new JobRules()),
                        Map.entry("CronJob", new CronJobRules()),
                        Map.entry("Service", services),
                        Map.entry("LimitRange", new LimitRangeRules()),
                        Map.entry("Ingress", new IngressRules()),
                        Map.entry("NetworkPolicy", new NetworkPolicyRules()),
                        Map.entry("HorizontalPodAutoscaler", new AutoscalerRules()),
                        Map.entry("PodDisruptionBudget", new BudgetRules()),
                        Map.entry("PersistentVolume", new VolumeRules()),
                        Map.entry("PersistentVolumeClaim", new ClaimRules()),
                        Map.entry(
                                "StorageClass",
                                new FrozenFields(
                                        List.of("parameters", "provisioner", "reclaimPolicy"),
                                        "updates to %s are forbidden.")),
                        Map.entry(
                                "PriorityClass",
                                new FrozenFields(
                                        List.of("value", "preemptionPolicy"),
                                        "may not be changed in an update.")),
                        Map.entry("Role", new RoleRules(true)),
                        Map.entry("ClusterRole", new RoleRules(false)),
                        Map.entry("RoleBinding", new BindingRules(true)),
                        Map.entry("ClusterRoleBinding", new BindingRules(false)),
                        Map.entry("CustomResourceDefinition", new CustomResourceRules(clock)));
    }

    KindRules of(KindRow row) {
        return byKind.getOrDefault(row.definition().kind().kind(), KindRules.NONE);
    }
}
