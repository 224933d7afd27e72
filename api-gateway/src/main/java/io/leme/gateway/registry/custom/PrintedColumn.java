package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.registry.HumanDuration;
import io.leme.gateway.registry.TableColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column that a definition asks for: a simple JSON path into the object.
final class PrintedColumn {
    private static final Pattern STEP =
            Pattern.compile(
                    "\\.([A-Za-z0-9_/\\x00-]+|\\*)|\\['([^']+)'\\]|\\[(\\d+|\\*)\\]"
                            + "|\\[\\?\\(@\\.([A-Za-z0-9_]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)\\]");

    private PrintedColumn() {}

    static TableColumn of(JsonNode column) {
        String type = column.path("type").asText("string");
        String path = column.path("jsonPath").asText("").replace("\\.", "\u0000");

        return new TableColumn(
                column.path("name").asText(""),
                type,
                column.path("format").asText(""),
                column.path("description").asText(""),
                column.path("priority").asInt(0),
                (object, now) -> cell(value(object, path), type, now));
    }

    /// The value at a path; missing when there is none.
    static JsonNode value(ObjectNode object, String path) {
        List<JsonNode> found = List.of(object);
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                follow(node, step, next);
            }
            found = next;
        }

        return found.isEmpty() ? MissingNode.getInstance() : found.getFirst();
    }

    private static void follow(JsonNode node, Matcher step, List<JsonNode> next) {
        String name = step.group(1) == null ? step.group(2) : step.group(1);
        String index = step.group(3);
        if ("*".equals(name) || "*".equals(index)) {
            node.forEach(next::add);
        } else if (name != null) {
            add(node.path(name.replace('\u0000', '.')), next);
        } else if (index != null) {
            add(node.path(Integer.parseInt(index)), next);
        } else {
            for (JsonNode element : node) {
                if (element.path(step.group(4)).asText("").equals(step.group(5))) {
                    next.add(element);
                }
            }
        }
    }

    private static void add(JsonNode node, List<JsonNode> next) {
        if (!node.isMissingNode()) {
            next.add(node);
        }
    }

    private static JsonNode cell(JsonNode value, String type, Instant now) {
        if (value.isMissingNode() || value.isNull()) {
            return NullNode.instance;
        }

        return switch (type) {
            case "date" ->
                    TextNode.valueOf(
                            KubernetesTime.parse(value.asText(""))
                                    .map(then -> HumanDuration.of(Duration.between(then, now)))
                                    .orElse("<invalid>"));
            case "string" ->
                    TextNode.valueOf(value.isValueNode() ? value.asText() : value.toString());
            case "integer" -> value.isIntegralNumber() ? value : NullNode.instance;
            case "number" -> value.isNumber() ? value : NullNode.instance;
            case "boolean" -> value.isBoolean() ? value : NullNode.instance;
            default -> NullNode.instance;
        };
    }
}
