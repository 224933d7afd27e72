package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.Quantity;
import io.leme.gateway.registry.kind.check.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// Volumes: how large, and from where, which never changes.
final class VolumeRules implements KindRules {
    /// The fields of the specification that say nothing of where a volume comes from.
    private static final Set<String> OTHERS =
            Set.of(
                    "accessModes",
                    "capacity",
                    "claimRef",
                    "mountOptions",
                    "nodeAffinity",
                    "persistentVolumeReclaimPolicy",
                    "storageClassName",
                    "volumeAttributesClassName",
                    "volumeMode");

    @Override
    public void validate(ObjectNode volume, List<FieldError> errors) {
        Place spec = Place.root(volume, errors).at("spec");
        Place capacity = spec.at("capacity");
        if (capacity.isThere()
                && (!capacity.at("storage").isThere() || capacity.value().size() > 1)) {
            capacity.notSupported(List.of("storage"));
        }
        for (Place amount : capacity.entries()) {
            if (Quantity.amount(amount.text()).orElse(BigDecimal.ZERO).signum() <= 0) {
                amount.invalid("must be greater than zero");
            }
        }
        List<String> sources =
                sources(spec.value()).properties().stream()
                        .map(entry -> entry.getKey())
                        .sorted()
                        .toList();
        if (sources.isEmpty()) {
            spec.required("must specify a volume type");
        }
        sources.stream()
                .skip(1)
                .forEach(
                        each -> spec.at(each).forbidden("may not specify more than 1 volume type"));
        if (spec.at("hostPath").isThere()) {
            spec.at("hostPath").at("path").requireFilled();
        }
        if (spec.at("csi").isThere()) {
            spec.at("csi").at("driver").requireFilled();
            spec.at("csi").at("volumeHandle").requireFilled();
        }
        if (spec.at("local").isThere() && !spec.at("nodeAffinity").isThere()) {
            spec.at("nodeAffinity").required("Local volume requires node affinity");
        }
    }

    @Override
    public void validateUpdate(ObjectNode volume, ObjectNode current, List<FieldError> errors) {
        Place root = Place.root(volume, errors);
        if (!sources(volume.path("spec")).equals(sources(current.path("spec")))) {
            root.at("spec.persistentvolumesource")
                    .forbidden("spec.persistentvolumesource is immutable after creation");
        }
        JsonNode mode = volume.at("/spec/volumeMode");
        if (!mode.equals(current.at("/spec/volumeMode"))) {
            root.at("volumeMode").invalid(mode, "field is immutable");
        }
    }

    private static ObjectNode sources(JsonNode spec) {
        ObjectNode sources =
                spec.isObject() ? spec.deepCopy() : JsonNodeFactory.instance.objectNode();

        return sources.remove(OTHERS);
    }
}
