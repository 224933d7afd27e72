package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.ObjectMeta;
import java.util.List;

/// Jobs: unless they say otherwise they find their pods by their own uid.
final class JobRules implements KindRules {
    private static final List<String> IMMUTABLE = List.of("selector", "completions", "template");

    @Override
    public void defaults(ObjectNode job) {
        PodTemplates.defaults(job.at("/spec/template/spec"));
        if (ObjectMeta.of(job).labels().isEmpty()) {
            JsonNode labels = job.at("/spec/template/metadata/labels");
            if (labels.isObject() && !labels.isEmpty()) {
                ObjectMeta.of(job).writable().set("labels", labels.deepCopy());
            }
        }
    }

    @Override
    public void prepareForCreate(ObjectNode job) {
        if (job.at("/spec/manualSelector").asBoolean(false)) {
            return;
        }
        ObjectMeta meta = ObjectMeta.of(job);
        ObjectNode spec = job.withObjectProperty("spec");
        ObjectNode labels =
                spec.withObjectProperty("template")
                        .withObjectProperty("metadata")
                        .withObjectProperty("labels");
        for (String prefix : List.of("", "batch.kubernetes.io/")) {
            labels.put(prefix + "controller-uid", meta.uid());
            labels.put(prefix + "job-name", meta.name());
        }
        spec.putObject("selector")
                .putObject("matchLabels")
                .put("batch.kubernetes.io/controller-uid", meta.uid());
    }

    @Override
    public void validate(ObjectNode job, List<FieldError> errors) {
        JsonNode spec = job.at("/spec/template/spec");
        PodTemplates.validate("spec.template.spec", spec, errors);
        if (spec.path("restartPolicy").asText("").equals("Always")) {
            errors.add(
                    new FieldError(
                            FieldError.Type.NOT_SUPPORTED,
                            "spec.template.spec.restartPolicy",
                            ": \"Always\": supported values: \"OnFailure\", \"Never\""));
        }
    }

    @Override
    public void validateUpdate(ObjectNode job, ObjectNode current, List<FieldError> errors) {
        boolean suspended = current.at("/spec/suspend").asBoolean(false);
        for (String field : IMMUTABLE) {
            boolean movable = suspended && field.equals("template");
            JsonNode value = job.path("spec").path(field);
            if (!movable && !value.equals(current.path("spec").path(field))) {
                errors.add(FieldError.invalid("spec." + field, value, "field is immutable"));
            }
        }
    }
}
