package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whole objects inside of custom ones: what they have to say of themselves.
final class EmbeddedObjects {
    private EmbeddedObjects() {}

    /// @param path of the object
    static void check(String path, JsonNode object, List<FieldError> errors) {
        for (String field : List.of("apiVersion", "kind")) {
            if (object.path(field).asText("").isEmpty()) {
                errors.add(FieldError.required(path + "." + field, "must not be empty"));
            }
        }
        String kind = object.path("kind").asText("");
        if (!kind.isEmpty()) {
            NameRules.dns1035Label(kind.toLowerCase(Locale.ROOT))
                    .forEach(problem ->
                            errors.add(
                                    FieldError.invalid(
                                            path + ".kind",
                                            kind,
                                            "may have mixed case, but should otherwise match: "
                                                    + problem)));
        }
        JsonNode metadata = object.path("metadata");
        String place = path + ".metadata";
        if (!metadata.isMissingNode() && !metadata.isObject()) {
            errors.add(FieldError.invalid(place, metadata, "must be an object"));

            return;
        }
        String name = metadata.path("name").asText("");
        if (!name.isEmpty()) {
            NameRules.pathSegment(name)
                    .forEach(problem ->
                            errors.add(FieldError.invalid(place + ".name", name, problem)));
        }
        for (Map.Entry<String, JsonNode> label : metadata.path("labels").properties()) {
            NameRules.qualifiedName(label.getKey())
                    .forEach(problem ->
                            errors.add(
                                    FieldError.invalid(
                                            place + ".labels", label.getKey(), problem)));
            String value = label.getValue().asText("");
            NameRules.labelValue(value)
                    .forEach(problem ->
                            errors.add(FieldError.invalid(place + ".labels", value, problem)));
        }
    }
}
