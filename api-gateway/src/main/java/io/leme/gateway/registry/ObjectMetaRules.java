package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rules that hold for the metadata of every kind.
final class ObjectMetaRules {
    private static final int MAX_ANNOTATION_BYTES = 256 * 1024;

    private ObjectMetaRules() {}

    static List<FieldError> validate(ObjectMeta meta, ResourceStrategy strategy) {
        List<FieldError> errors = new ArrayList<>();
        checkName(meta, strategy, errors);
        checkNamespace(meta, strategy.definition().namespaced(), errors);
        meta.labels().forEach((key, value) -> checkLabel(key, value, errors));
        checkAnnotations(meta.annotations(), errors);
        checkOwners(meta.metadata().path("ownerReferences"), errors);
        for (String finalizer : meta.finalizers()) {
            NameRules.qualifiedName(finalizer)
                    .forEach(problem ->
                            errors.add(
                                    FieldError.invalid("metadata.finalizers", finalizer, problem)));
        }

        return errors;
    }

    /// What an update may not change, and what it may not add to an object that is going away.
    static List<FieldError> validateUpdate(ObjectMeta meta, ObjectMeta current) {
        List<FieldError> errors = new ArrayList<>();
        immutable("metadata.name", meta.name(), current.name(), errors);
        immutable("metadata.namespace", meta.namespace(), current.namespace(), errors);
        immutable("metadata.uid", meta.uid(), current.uid(), errors);
        if (current.isTerminating()) {
            List<String> added = new ArrayList<>(meta.finalizers());
            added.removeAll(current.finalizers());
            if (!added.isEmpty()) {
                errors.add(
                        FieldError.forbidden(
                                "metadata.finalizers",
                                "no new finalizers can be added if the object is being deleted, "
                                        + "found new finalizers"
                                        + " []string{\""
                                        + String.join("\", \"", added)
                                        + "\"}"));
            }
        }

        return errors;
    }

    private static void checkName(
            ObjectMeta meta, ResourceStrategy strategy, List<FieldError> errors) {
        String name = meta.name();
        if (name.isEmpty()) {
            errors.add(FieldError.required("metadata.name", "name or generateName is required"));

            return;
        }
        String generateName = meta.generateName();
        if (!generateName.isEmpty()) {
            String anyName = generateName.endsWith("-") ? generateName + "a" : generateName;
            strategy.nameProblems(anyName)
                    .forEach(problem ->
                            errors.add(
                                    FieldError.invalid(
                                            "metadata.generateName", generateName, problem)));
        }
        strategy.nameProblems(name)
                .forEach(problem -> errors.add(FieldError.invalid("metadata.name", name, problem)));
    }

    private static void checkNamespace(
            ObjectMeta meta, boolean namespaced, List<FieldError> errors) {
        String namespace = meta.namespace();
        if (!namespaced) {
            if (!namespace.isEmpty()) {
                errors.add(FieldError.forbidden("metadata.namespace", "not allowed on this type"));
            }

            return;
        }
        if (namespace.isEmpty()) {
            errors.add(FieldError.required("metadata.namespace", ""));
        } else {
            NameRules.dnsLabel(namespace)
                    .forEach(problem ->
                            errors.add(
                                    FieldError.invalid("metadata.namespace", namespace, problem)));
        }
    }

    private static void checkLabel(String key, String value, List<FieldError> errors) {
        NameRules.qualifiedName(key)
                .forEach(
                        problem -> errors.add(FieldError.invalid("metadata.labels", key, problem)));
        NameRules.labelValue(value)
                .forEach(problem ->
                        errors.add(FieldError.invalid("metadata.labels", value, problem)));
    }

    private static void checkAnnotations(Map<String, String> annotations, List<FieldError> errors) {
        long bytes = 0;
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            bytes += length(annotation.getKey()) + length(annotation.getValue());
            NameRules.qualifiedName(annotation.getKey().toLowerCase(Locale.ROOT))
                    .forEach(problem ->
                            errors.add(
                                    FieldError.invalid(
                                            "metadata.annotations", annotation.getKey(), problem)));
        }
        if (bytes > MAX_ANNOTATION_BYTES) {
            errors.add(FieldError.tooLong("metadata.annotations", MAX_ANNOTATION_BYTES));
        }
    }

    private static void checkOwners(JsonNode owners, List<FieldError> errors) {
        int controllers = 0;
        for (int i = 0; i < owners.size(); i++) {
            JsonNode owner = owners.get(i);
            String path = "metadata.ownerReferences.";
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                if (owner.path(field).asText("").isEmpty()) {
                    errors.add(
                            FieldError.invalid(
                                    path + field,
                                    "",
                                    (field.equals("apiVersion") ? "version" : field)
                                            + " must not be empty"));
                }
            }
            String kind = owner.path("apiVersion").asText("") + "/" + owner.path("kind").asText("");
            if (kind.equals("v1/Event")) {
                errors.add(
                        FieldError.invalid(
                                "metadata.ownerReferences",
                                owner,
                                "/v1, Kind=Event is disallowed from being an owner"));
            }
            controllers += owner.path("controller").asBoolean(false) ? 1 : 0;
        }
        if (controllers > 1) {
            errors.add(
                    FieldError.invalid(
                            "metadata.ownerReferences",
                            owners.toString(),
                            "Only one reference can have Controller set to true."));
        }
    }

    private static void immutable(
            String field, String value, String current, List<FieldError> errors) {
        if (!value.equals(current)) {
            errors.add(FieldError.invalid(field, value, "field is immutable"));
        }
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
