package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.registry.HumanDuration;
import io.leme.gateway.registry.TableColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The functions by their names, and what they have in common.
public final class Cells {
    static final String NONE = "<none>";
    static final String UNSET = "<unset>";
    static final String UNKNOWN = "<unknown>";

    private final Map<String, TableColumn.Cell> byName = new HashMap<>();

    private Cells() {}

    /// All that there are.
    public static Map<String, TableColumn.Cell> byName() {
        Cells cells = new Cells();
        PodCells.addTo(cells);
        WorkloadCells.addTo(cells);
        JobCells.addTo(cells);
        NetworkCells.addTo(cells);
        StorageCells.addTo(cells);
        NodeCells.addTo(cells);
        PolicyCells.addTo(cells);

        return Collections.unmodifiableMap(cells.byName);
    }

    void text(String name, Function<ObjectNode, String> function) {
        byName.put(name, (object, _) -> TextNode.valueOf(function.apply(object)));
    }

    void number(String name, ToIntFunction<ObjectNode> function) {
        byName.put(name, (object, _) -> IntNode.valueOf(function.applyAsInt(object)));
    }

    void flag(String name, Predicate<ObjectNode> function) {
        byName.put(name, (object, _) -> BooleanNode.valueOf(function.test(object)));
    }

    void timed(String name, TimedText function) {
        byName.put(name, (object, now) -> TextNode.valueOf(function.of(object, now)));
    }

    /// A text that depends on the time it is asked for.
    @FunctionalInterface
    interface TimedText {
        String of(ObjectNode object, Instant now);
    }

    static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    /// The texts of a field of the elements of a list; absent ones are left out.
    static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list) {
            String text = element.path(field).asText("");
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }

        return texts;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText("")));

        return texts;
    }

    /// The first ones, and how many more there are.
    static String firstOf(List<String> texts, int most) {
        if (texts.isEmpty()) {
            return NONE;
        }
        if (texts.size() <= most) {
            return String.join(",", texts);
        }

        return String.join(",", texts.subList(0, most))
                + " + "
                + (texts.size() - most)
                + " more...";
    }

    static Optional<String> since(JsonNode time, Instant now) {
        return KubernetesTime.parse(time.asText(""))
                .map(then -> HumanDuration.of(Duration.between(then, now)));
    }

    /// The condition of a type in `status.conditions`; missing when there is none.
    static JsonNode condition(ObjectNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText("").equals(type)) {
                return condition;
            }
        }

        return object.path("status").path("no such condition");
    }

    static boolean isTrue(JsonNode condition) {
        return condition.path("status").asText("").equals("True");
    }
}
