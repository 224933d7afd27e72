package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.LabelSelectors;
import io.leme.gateway.registry.kind.check.Place;
import io.leme.gateway.registry.kind.check.PodSpecs;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Deployments and their like: the selector picks the pods of the template, and never changes.
class WorkloadRules implements KindRules {
    private final String kind;

    /// @param kind as errors name it
    WorkloadRules(String kind) {
        this.kind = kind;
    }

    @Override
    public void defaults(ObjectNode workload) {
        PodTemplates.defaults(workload.at("/spec/template/spec"));
    }

    @Override
    public final void validate(ObjectNode workload, List<FieldError> errors) {
        Place spec = Place.root(workload, errors).at("spec");
        selector(spec);
        Set<String> claimed = new HashSet<>();
        for (JsonNode claim : spec.value().path("volumeClaimTemplates")) {
            claimed.add(claim.at("/metadata/name").asText(""));
        }
        Place template = spec.at("template");
        PodSpecs.template(template, claimed);
        Place restarts = template.at("spec").at("restartPolicy");
        if (!restarts.value().asText("Always").equals("Always")) {
            restarts.notSupported(List.of("Always"));
        }
        Place deadline = template.at("spec").at("activeDeadlineSeconds");
        if (deadline.isThere()) {
            String told = kind.equals("Deployment") ? "ReplicaSet" : kind;
            deadline.forbidden("activeDeadlineSeconds in " + told + " is not Supported");
        }
        validateRollout(spec);
    }

    static void unknownStrategy(Place strategy, List<String> known) {
        if (strategy.isThere()) {
            strategy.with(internal(strategy)).notSupported(known);
        }
    }

    /// A strategy of a type that nobody knows, with the fields of Kubernetes' own structure.
    static JsonNode internal(Place strategy) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("Type", strategy.at("type").text());

        return shown.set("RollingUpdate", NullNode.getInstance());
    }

    /// How new pods take the place of old ones.
    void validateRollout(Place spec) {}

    private void selector(Place spec) {
        Place selector = spec.at("selector");
        boolean empty =
                !selector.at("matchLabels").isFilled()
                        && !selector.at("matchExpressions").isFilled();
        if (selector.isThere() && empty) {
            selector.invalid("empty selector is invalid for " + kind.toLowerCase(Locale.ROOT));
        }
        Place labels = spec.at("template").at("metadata").at("labels");
        if (!LabelSelectors.matches(selector.value(), labels.value())) {
            labels.invalid("`selector` does not match template `labels`");
        }
    }

    @Override
    public void validateUpdate(ObjectNode workload, ObjectNode current, List<FieldError> errors) {
        Place selector = Place.root(workload, errors).at("spec").at("selector");
        if (!selector.value().equals(current.at("/spec/selector"))) {
            selector.invalid("field is immutable");
        }
    }
}
