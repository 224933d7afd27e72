package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Stateful sets: of one that exists little may change, for its pods keep their volumes.
final class StatefulSetRules extends WorkloadRules {
    private static final List<String> CHANGING =
            List.of(
                    "replicas",
                    "ordinals",
                    "template",
                    "updateStrategy",
                    "revisionHistoryLimit",
                    "persistentVolumeClaimRetentionPolicy",
                    "minReadySeconds");

    StatefulSetRules() {
        super("StatefulSet");
    }

    @Override
    public void defaults(ObjectNode set) {
        super.defaults(set);
        for (JsonNode each : set.at("/spec/volumeClaimTemplates")) {
            if (each instanceof ObjectNode claim) {
                claim.put("kind", "PersistentVolumeClaim").put("apiVersion", "v1");
                ObjectNode status = claim.withObjectProperty("status");
                if (!status.has("phase")) {
                    status.put("phase", "Pending");
                }
            }
        }
    }

    @Override
    void validateRollout(Place spec) {
        Place management = spec.at("podManagementPolicy");
        boolean known = List.of("", "OrderedReady", "Parallel").contains(management.text());
        if (!known) {
            management.invalid("must be 'OrderedReady' or 'Parallel'");
        }
        Place strategy = spec.at("updateStrategy");
        Place rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
            case "OnDelete" -> {
                if (rolling.isThere()) {
                    rolling.invalid("only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> {
                rolling.at("partition").nonNegative();
                Place missing = rolling.at("maxUnavailable");
                if (missing.isThere()) {
                    NumberOrPercent.check(missing);
                    if (NumberOrPercent.isZero(missing)) {
                        missing.invalid("cannot be 0");
                    }
                    NumberOrPercent.atMostAll(missing);
                }
            }
            default -> {
                if (strategy.isThere()) {
                    strategy.invalid(internal(strategy), "must be 'RollingUpdate' or 'OnDelete'");
                }
            }
        }
    }

    @Override
    public void validateUpdate(ObjectNode set, ObjectNode current, List<FieldError> errors) {
        if (!lasting(set).equals(lasting(current))) {
            Place.root(set, errors)
                    .at("spec")
                    .forbidden(
                            "updates to statefulset spec for fields other than 'replicas', "
                                    + "'ordinals', 'template', 'updateStrategy', "
                                    + "'revisionHistoryLimit', "
                                    + "'persistentVolumeClaimRetentionPolicy' and "
                                    + "'minReadySeconds' are forbidden");
        }
    }

    private static JsonNode lasting(ObjectNode set) {
        JsonNode spec = set.path("spec");

        return spec instanceof ObjectNode fields ? fields.deepCopy().remove(CHANGING) : spec;
    }
}
