package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.kind.check.LabelSelectors;
import io.leme.gateway.registry.kind.check.Place;
import io.leme.gateway.registry.kind.check.PodSpecs;
import java.util.List;
import java.util.Set;

/// Jobs: unless they say otherwise they find their pods by their own uid.
final class JobRules implements KindRules {
    private static final List<String> IMMUTABLE =
            List.of(
                    "completions",
                    "selector",
                    "template",
                    "completionMode",
                    "podFailurePolicy",
                    "backoffLimitPerIndex",
                    "managedBy",
                    "successPolicy");

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
        Place spec = Place.root(job, errors).at("spec");
        content(spec);
        if (!LabelSelectors.matches(
                spec.at("selector").value(), spec.value().at("/template/metadata/labels"))) {
            spec.at("template")
                    .at("metadata")
                    .at("labels")
                    .invalid("`selector` does not match template `labels`");
        }
    }

    /// What holds for the template of jobs too.
    static void content(Place spec) {
        Place template = spec.at("template");
        PodSpecs.template(template, Set.of());
        Place restarts = template.at("spec").at("restartPolicy");
        if (restarts.text().equals("Always")) {
            restarts.required("valid values: \"OnFailure\", \"Never\"");
        }
        boolean indexed = spec.at("completionMode").text().equals("Indexed");
        if (indexed && !spec.at("completions").isThere()) {
            spec.at("completions").required("when completion mode is Indexed");
        }
        if (!indexed && spec.at("backoffLimitPerIndex").isThere()) {
            spec.at("backoffLimitPerIndex").invalid("requires indexed completion mode");
        }
    }

    /// The pods of a suspended job have not begun, so it may still say what they are.
    @Override
    public void validateUpdate(ObjectNode job, ObjectNode current, List<FieldError> errors) {
        JsonNode before = current.path("spec");
        Place spec = Place.root(job, errors).at("spec");
        boolean suspended = before.path("suspend").asBoolean(false);
        for (String field : IMMUTABLE) {
            boolean movable =
                    (suspended && field.equals("template"))
                            || (field.equals("completions") && isElastic(spec));
            if (!movable && !spec.at(field).value().equals(before.path(field))) {
                spec.at(field).invalid("field is immutable");
            }
        }
    }

    /// An indexed job may have more or fewer indexes, when as many run at once.
    private static boolean isElastic(Place spec) {
        return spec.at("completionMode").text().equals("Indexed")
                && spec.at("completions").value().equals(spec.at("parallelism").value());
    }
}
