package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.Quantity;
import io.leme.gateway.registry.kind.check.Place;
import java.math.BigDecimal;
import java.util.List;

/// Claims of volumes: what was claimed stays so, though one that is bound may ask for more.
final class ClaimRules implements KindRules {
    private static final String STORAGE = "storage";
    private static final String REQUESTED = "/spec/resources/requests/storage";
    private static final String ATTRIBUTES = "volumeAttributesClassName";

    @Override
    public void validate(ObjectNode claim, List<FieldError> errors) {
        Place spec = Place.root(claim, errors).at("spec");
        Place modes = spec.at("accessModes");
        List<String> asked = modes.elements().stream().map(Place::text).toList();
        if (asked.contains("ReadWriteOncePod") && asked.size() > 1) {
            modes.forbidden("may not use ReadWriteOncePod with other access modes");
        }
        JsonNode storage = claim.at(REQUESTED);
        Place told = spec.at("resources").key(STORAGE);
        if (storage.isMissingNode()) {
            told.required("");
        } else if (amount(storage).signum() <= 0) {
            told.invalid(storage, "must be greater than zero");
        }
        for (String source : List.of("dataSource", "dataSourceRef")) {
            Place from = spec.at(source);
            if (from.isThere()) {
                from.at("name").requireFilled();
                from.at("kind").requireFilled();
                boolean core = !from.at("apiGroup").isFilled();
                if (core && !from.at("kind").text().equals("PersistentVolumeClaim")) {
                    from.invalid(
                            from.at("kind").text(),
                            "must be 'PersistentVolumeClaim' when referencing the default "
                                    + "apiGroup");
                }
            }
        }
    }

    @Override
    public void validateUpdate(ObjectNode claim, ObjectNode current, List<FieldError> errors) {
        Place root = Place.root(claim, errors);
        ObjectNode before = (ObjectNode) current.path("spec").deepCopy();
        ObjectNode after = (ObjectNode) claim.path("spec").deepCopy();
        if (!before.has("volumeName")) {
            after.remove("volumeName");
        }
        if (!before.has("storageClassName")) {
            after.remove("storageClassName");
        }
        if (claim.at("/status/phase").asText("").equals("Bound")) {
            for (ObjectNode spec : List.of(before, after)) {
                spec.remove(ATTRIBUTES);
                if (spec.at("/resources/requests") instanceof ObjectNode requests) {
                    requests.remove(STORAGE);
                }
            }
        }
        if (!after.equals(before)) {
            root.at("spec")
                    .forbidden(
                            "spec is immutable after creation except resources.requests and "
                                    + "volumeAttributesClassName for bound claims");
        }
        BigDecimal wanted = amount(claim.at(REQUESTED));
        boolean less = wanted.compareTo(amount(current.at(REQUESTED))) < 0;
        if (less && wanted.compareTo(amount(current.at("/status/capacity/storage"))) <= 0) {
            root.at("spec.resources.requests.storage")
                    .forbidden("field can not be less than status.capacity");
        }
    }

    private static BigDecimal amount(JsonNode quantity) {
        return Quantity.amount(quantity.asText("")).orElse(BigDecimal.ZERO);
    }
}
