package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.TableColumn;
import io.leme.gateway.registry.VersionConversion;
import java.util.List;

/// Autoscalers as `autoscaling/v1` shows them: with one target for the use of processors, and all
/// other metrics out of sight.
final class AutoscalerView {
    private static final GroupVersion GROUP_VERSION = new GroupVersion("autoscaling", "v1");
    private static final String STORED_VERSION = "autoscaling/v2";
    private static final String KEPT = "autoscaling.leme.io/v2-spec";

    /// Always there in the older version, and left out where it is 0 in the newer one.
    private static final String REPLICAS = "currentReplicas";

    private static final List<String> SHARED_STATUS =
            List.of("observedGeneration", "lastScaleTime", REPLICAS, "desiredReplicas");

    ResourceDefinition definition(ResourceDefinition stored) {
        return stored.as(
                        GROUP_VERSION.resource(stored.resource().resource()),
                        GROUP_VERSION.kind(stored.kind().kind()))
                .withColumns(stored.columns().stream().map(AutoscalerView::ofStored).toList());
    }

    /// The cells of both versions are the same: they are read from the form that has it all.
    private static TableColumn ofStored(TableColumn column) {
        return new TableColumn(
                column.name(),
                column.type(),
                column.format(),
                column.description(),
                column.priority(),
                (object, now) -> column.cell().of(stored(object.deepCopy()), now));
    }

    VersionConversion conversion() {
        return new VersionConversion.OfTrees(AutoscalerView::served, AutoscalerView::stored);
    }

    /// What the older version has no place for travels in an annotation, so that a writer who reads
    /// and writes does not lose it.
    private static ObjectNode served(ObjectNode stored) {
        ObjectNode result = envelope(stored, GROUP_VERSION.toString());
        ObjectNode spec = result.putObject("spec");
        JsonNode from = stored.path("spec");
        for (String field : List.of("scaleTargetRef", "minReplicas", "maxReplicas")) {
            copy(from, spec, field, field);
        }
        ObjectNode hidden = JsonNodeFactory.instance.objectNode();
        ArrayNode others = hidden.putArray("metrics");
        for (JsonNode metric : from.path("metrics")) {
            if (isProcessorUse(metric)) {
                copy(
                        metric.at("/resource/target"),
                        spec,
                        "averageUtilization",
                        "targetCPUUtilizationPercentage");
            } else {
                others.add(metric);
            }
        }
        copy(from, hidden, "behavior", "behavior");
        if (!others.isEmpty() || hidden.has("behavior")) {
            result.withObject("/metadata/annotations").put(KEPT, hidden.toString());
        }
        ObjectNode status = result.putObject("status").put(REPLICAS, 0);
        SHARED_STATUS.forEach(field -> copy(stored.path("status"), status, field, field));
        for (JsonNode metric : stored.at("/status/currentMetrics")) {
            if (isProcessorUse(metric)) {
                copy(
                        metric.at("/resource/current"),
                        status,
                        "averageUtilization",
                        "currentCPUUtilizationPercentage");
            }
        }

        return result;
    }

    private static ObjectNode stored(ObjectNode served) {
        ObjectNode result = envelope(served, STORED_VERSION);
        ObjectNode spec = result.putObject("spec");
        JsonNode from = served.path("spec");
        for (String field : List.of("scaleTargetRef", "minReplicas", "maxReplicas")) {
            copy(from, spec, field, field);
        }
        ArrayNode metrics = JsonNodeFactory.instance.arrayNode();
        JsonNode percentage = from.path("targetCPUUtilizationPercentage");
        if (percentage.isNumber()) {
            ObjectNode resource = metrics.addObject().put("type", "Resource").putObject("resource");
            resource.put("name", "cpu")
                    .putObject("target")
                    .put("type", "Utilization")
                    .set("averageUtilization", percentage);
        }
        restoreHidden(result, spec, metrics);
        if (!metrics.isEmpty()) {
            spec.set("metrics", metrics);
        }
        ObjectNode status = result.putObject("status");
        SHARED_STATUS.forEach(field -> copy(served.path("status"), status, field, field));
        if (status.path(REPLICAS).asInt(0) == 0) {
            status.remove(REPLICAS);
        }
        JsonNode used = served.at("/status/currentCPUUtilizationPercentage");
        if (used.isNumber()) {
            ObjectNode metric = status.putArray("currentMetrics").addObject();
            metric.put("type", "Resource")
                    .putObject("resource")
                    .put("name", "cpu")
                    .putObject("current")
                    .set("averageUtilization", used);
        }

        return result;
    }

    private static void restoreHidden(ObjectNode result, ObjectNode spec, ArrayNode metrics) {
        if (!(result.at("/metadata/annotations") instanceof ObjectNode annotations)) {
            return;
        }
        JsonNode kept = annotations.remove(KEPT);
        if (kept == null) {
            return;
        }
        JsonNode hidden = HiddenText.parse(kept.asText(""));
        hidden.path("metrics").forEach(metrics::add);
        copy(hidden, spec, "behavior", "behavior");
        if (annotations.isEmpty()) {
            ((ObjectNode) result.path("metadata")).remove("annotations");
        }
    }

    private static boolean isProcessorUse(JsonNode metric) {
        JsonNode resource = metric.path("resource");
        JsonNode value =
                resource.has("target") ? resource.path("target") : resource.path("current");

        return resource.path("name").asText("").equals("cpu") && value.has("averageUtilization");
    }

    private static ObjectNode envelope(ObjectNode object, String apiVersion) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("kind", object.path("kind"));
        result.put("apiVersion", apiVersion);
        result.set("metadata", object.path("metadata"));

        return result;
    }

    private static void copy(JsonNode from, ObjectNode to, String field, String as) {
        if (from.has(field)) {
            to.set(as, from.get(field));
        }
    }
}
