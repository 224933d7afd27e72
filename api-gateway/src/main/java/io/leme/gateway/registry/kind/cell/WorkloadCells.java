package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.registry.LabelSelectorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cells of what makes pods: deployments and their like, and their autoscalers.
final class WorkloadCells {
    private static final int MOST_TARGETS = 2;

    private WorkloadCells() {}

    static void addTo(Cells cells) {
        cells.text("replicas-ready", WorkloadCells::replicasReady);
        cells.text("containers", each -> PodCells.names(containers(each)));
        cells.text("images", each -> PodCells.images(containers(each)));
        cells.text(
                "label-selector",
                each -> Cells.orNone(LabelSelectorText.of(each.at("/spec/selector"))));
        cells.text(
                "map-selector",
                each -> Cells.orNone(LabelSelectorText.ofMap(each.at("/spec/selector"))));
        cells.text(
                "template-node-selector",
                each ->
                        Cells.orNone(
                                LabelSelectorText.ofMap(
                                        each.at("/spec/template/spec/nodeSelector"))));
        cells.text("controller", WorkloadCells::controller);
        cells.text("scale-target", WorkloadCells::scaleTarget);
        cells.text("autoscaler-targets", WorkloadCells::targets);
    }

    private static JsonNode containers(ObjectNode object) {
        return object.at("/spec/template/spec/containers");
    }

    private static String replicasReady(ObjectNode object) {
        return object.at("/status/readyReplicas").asInt(0)
                + "/"
                + object.at("/spec/replicas").asInt(0);
    }

    private static String controller(ObjectNode object) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                String group = owner.path("apiVersion").asText("");
                int slash = group.indexOf('/');
                String kind = owner.path("kind").asText("").toLowerCase(Locale.ROOT);

                return kind
                        + (slash < 0 ? "" : "." + group.substring(0, slash))
                        + "/"
                        + owner.path("name").asText("");
            }
        }

        return Cells.NONE;
    }

    private static String scaleTarget(ObjectNode autoscaler) {
        JsonNode target = autoscaler.at("/spec/scaleTargetRef");

        return target.path("kind").asText("") + "/" + target.path("name").asText("");
    }

    private static String targets(ObjectNode autoscaler) {
        List<String> texts = new ArrayList<>();
        JsonNode current = autoscaler.at("/status/currentMetrics");
        JsonNode metrics = autoscaler.at("/spec/metrics");
        for (int i = 0; i < metrics.size(); i++) {
            texts.add(target(metrics.get(i), current.path(i)));
        }

        return Cells.firstOf(texts, MOST_TARGETS).replace(",", ", ");
    }

    private static String target(JsonNode metric, JsonNode current) {
        String type = metric.path("type").asText("");
        String field =
                type.isEmpty()
                        ? ""
                        : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        JsonNode wanted = metric.path(field).path("target");
        JsonNode now = current.path(field).path("current");
        String name = metric.path(field).path("name").asText("");
        String prefix = type.contains("Resource") ? name + ": " : "";
        if (wanted.has("averageUtilization")) {
            String is =
                    now.has("averageUtilization")
                            ? now.path("averageUtilization").asText() + "%"
                            : Cells.UNKNOWN;

            return prefix + is + "/" + wanted.path("averageUtilization").asText() + "%";
        }
        boolean average = wanted.has("averageValue");
        String value = average ? "averageValue" : "value";

        return prefix
                + now.path(value).asText(Cells.UNKNOWN)
                + "/"
                + wanted.path(value).asText("")
                + (average && !type.contains("Resource") ? " (avg)" : "");
    }
}
