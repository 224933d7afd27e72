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
        for (int i = 0; i < metrics.size() && i < MOST_TARGETS; i++) {
            texts.add(target(metrics.get(i), current.path(i)));
        }
        String more =
                metrics.size() > MOST_TARGETS
                        ? " + " + (metrics.size() - MOST_TARGETS) + " more..."
                        : "";

        return Cells.orNone(String.join(", ", texts)) + more;
    }

    private static String target(JsonNode metric, JsonNode current) {
        String type = metric.path("type").asText("");

        return switch (type) {
            case "Resource" -> ofResource(metric.path("resource"), current.path("resource"));
            case "ContainerResource" ->
                    ofResource(metric.path("containerResource"), current.path("containerResource"));
            case "Pods" -> amount("averageValue", metric.path("pods"), current.path("pods"));
            case "Object" -> ofOther(metric.path("object"), current.path("object"));
            case "External" -> ofOther(metric.path("external"), current.path("external"));
            default -> "<unknown type>";
        };
    }

    private static String ofResource(JsonNode metric, JsonNode current) {
        JsonNode target = metric.path("target");
        String name = metric.path("name").asText("") + ": ";
        if (target.has("averageValue")) {
            return name + amount("averageValue", metric, current);
        }
        JsonNode is = current.path("current").path("averageUtilization");
        JsonNode wanted = target.path("averageUtilization");

        return name
                + (is.isNumber() ? is.asText() + "%" : Cells.UNKNOWN)
                + "/"
                + (wanted.isNumber() ? wanted.asText() + "%" : "<auto>");
    }

    private static String ofOther(JsonNode metric, JsonNode current) {
        return metric.path("target").has("averageValue")
                ? amount("averageValue", metric, current) + " (avg)"
                : amount("value", metric, current);
    }

    private static String amount(String field, JsonNode metric, JsonNode current) {
        return current.path("current").path(field).asText(Cells.UNKNOWN)
                + "/"
                + metric.path("target").path(field).asText("");
    }
}
