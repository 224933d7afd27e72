package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The label selectors inside of objects, written as queries write them.
public final class LabelSelectorText {
    private LabelSelectorText() {}

    /// A plain map: `app=web,tier=front`, sorted by key; empty when nothing is asked for.
    public static String ofMap(JsonNode map) {
        Map<String, String> sorted = new TreeMap<>();
        map.properties()
                .forEach(entry ->
                        sorted.put(
                                entry.getKey(),
                                entry.getKey() + "=" + entry.getValue().asText("")));

        return String.join(",", sorted.values());
    }

    /// `matchLabels` and `matchExpressions`, sorted by key.
    public static String of(JsonNode selector) {
        Map<String, List<String>> byKey = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : selector.path("matchLabels").properties()) {
            add(byKey, entry.getKey(), entry.getKey() + "=" + entry.getValue().asText(""));
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText("");
            add(byKey, key, requirement(key, expression));
        }
        List<String> parts = new ArrayList<>();
        byKey.values().forEach(parts::addAll);

        return String.join(",", parts);
    }

    private static void add(Map<String, List<String>> byKey, String key, String text) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(text);
    }

    private static String requirement(String key, JsonNode expression) {
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(value.asText("")));
        String set = "(" + String.join(",", values.stream().sorted().toList()) + ")";

        return switch (expression.path("operator").asText("")) {
            case "In" -> key + " in " + set;
            case "NotIn" -> key + " notin " + set;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }
}
