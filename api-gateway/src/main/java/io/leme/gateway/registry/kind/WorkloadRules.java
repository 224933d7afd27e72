package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Deployments and their like: the selector picks the pods of the template, and never changes.
class WorkloadRules implements KindRules {
    @Override
    public void defaults(ObjectNode workload) {
        PodTemplates.defaults(workload.at("/spec/template/spec"));
    }

    @Override
    public void validate(ObjectNode workload, List<FieldError> errors) {
        JsonNode pod = workload.at("/spec/template/spec");
        Set<String> claimed = new HashSet<>();
        for (JsonNode claim : workload.at("/spec/volumeClaimTemplates")) {
            claimed.add(claim.at("/metadata/name").asText(""));
        }
        PodTemplates.validate("spec.template.spec", pod, claimed, errors);
        String restarts = pod.path("restartPolicy").asText("Always");
        if (!restarts.equals("Always")) {
            errors.add(
                    FieldError.notSupported(
                            "spec.template.spec.restartPolicy", restarts, List.of("Always")));
        }
        JsonNode selector = workload.at("/spec/selector");
        if (!selector.isObject()) {
            return;
        }
        if (selector.isEmpty()) {
            String kind = workload.path("kind").asText("").toLowerCase(Locale.ROOT);
            errors.add(
                    FieldError.invalid(
                            "spec.selector",
                            new FieldError.Verbatim("{}"),
                            "empty selector is invalid for " + kind));

            return;
        }
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        for (Map.Entry<String, JsonNode> wanted : selector.path("matchLabels").properties()) {
            if (!labels.path(wanted.getKey()).equals(wanted.getValue())) {
                errors.add(
                        FieldError.invalid(
                                "spec.template.metadata.labels",
                                labels.isMissingNode() ? "null" : labels,
                                "`selector` does not match template `labels`"));

                return;
            }
        }
    }

    @Override
    public void validateUpdate(ObjectNode workload, ObjectNode current, List<FieldError> errors) {
        JsonNode selector = workload.at("/spec/selector");
        if (!selector.equals(current.at("/spec/selector"))) {
            errors.add(FieldError.invalid("spec.selector", selector, "field is immutable"));
        }
    }
}
