package io.leme.gateway.codec.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sets, differences and merges of object trees by their shapes.
final class Trees {
    private Trees() {}

    /// Which paths two trees differ in.
    ///
    /// @param changed those that are new or have another value
    /// @param removed those that are gone
    record Difference(FieldSet changed, FieldSet removed) {}

    /// The paths that an applied configuration names.
    static FieldSet named(JsonNode tree, Shape shape) {
        FieldSet set = new FieldSet();
        name(set, tree, shape);

        return set;
    }

    private static void name(FieldSet set, JsonNode value, Shape shape) {
        if (!shape.isDeep(value)) {
            set.makeMember();

            return;
        }
        for (Map.Entry<String, JsonNode> step : shape.steps(value).entrySet()) {
            FieldSet below = set.below(step.getKey());
            name(below, step.getValue(), shape.below(step.getKey()));
            boolean empty = step.getValue().isContainerNode() && step.getValue().isEmpty();
            if (shape.holdsElements() || empty) {
                below.makeMember();
            }
        }
    }

    static Difference difference(JsonNode before, JsonNode after, Shape shape) {
        Difference difference = new Difference(new FieldSet(), new FieldSet());
        compare(before, after, shape, difference);

        return difference;
    }

    private static void compare(
            JsonNode before, JsonNode after, Shape shape, Difference difference) {
        boolean bothEmpty = before.isEmpty() && after.isEmpty();
        if (!shape.isDeep(before) || !shape.isDeep(after) || bothEmpty) {
            if (!before.equals(after)) {
                difference.changed().makeMember();
            }

            return;
        }
        Map<String, JsonNode> old = shape.steps(before);
        Map<String, JsonNode> now = shape.steps(after);
        old.forEach((step, value) -> {
            if (!now.containsKey(step)) {
                all(difference.removed().below(step), value, shape.below(step));
            }
        });
        now.forEach((step, value) -> {
            JsonNode was = old.get(step);
            if (was == null) {
                all(difference.changed().below(step), value, shape.below(step));
            } else {
                compare(
                        was,
                        value,
                        shape.below(step),
                        new Difference(
                                difference.changed().below(step),
                                difference.removed().below(step)));
            }
        });
    }

    /// A value with everything in it.
    private static void all(FieldSet set, JsonNode value, Shape shape) {
        set.makeMember();
        if (shape.isDeep(value)) {
            shape.steps(value)
                    .forEach((step, below) -> all(set.below(step), below, shape.below(step)));
        }
    }

    /// The first list in which two elements are alike that may not be, with the element; empty when
    /// there is none.
    static Optional<String> twins(JsonNode tree, Shape shape, String path) {
        if (!shape.isDeep(tree)) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> step : shape.entries(tree)) {
            String shown = FieldSet.shown(step.getKey());
            if (!seen.add(step.getKey())) {
                return Optional.of(path + ": duplicate entries for key " + shown);
            }
            Optional<String> below =
                    twins(step.getValue(), shape.below(step.getKey()), path + shown);
            if (below.isPresent()) {
                return below;
            }
        }

        return Optional.empty();
    }

    /// The live tree with what a configuration says.
    ///
    /// @param live not changed
    static JsonNode merge(@Nullable JsonNode live, JsonNode wanted, Shape shape) {
        if (live == null || !shape.isDeep(live) || !shape.isDeep(wanted)) {
            return wanted.deepCopy();
        }
        Map<String, JsonNode> named = shape.steps(wanted);
        if (live instanceof ObjectNode) {
            Map<String, JsonNode> present = shape.steps(live);
            ObjectNode merged = JsonNodeFactory.instance.objectNode();
            present.forEach((step, value) -> merged.set(step.substring(2), value.deepCopy()));
            named.forEach((step, value) ->
                    merged.set(
                            step.substring(2), merge(present.get(step), value, shape.below(step))));

            return merged;
        }

        return mergeLists(shape.entries(live), named, shape);
    }

    /// The configuration says the order; what it does not name stays in front of what it stood in
    /// front of. Elements that are alike stay together, and give way to one that is named.
    private static ArrayNode mergeLists(
            List<Map.Entry<String, JsonNode>> present, Map<String, JsonNode> named, Shape shape) {
        Map<String, List<JsonNode>> left = new LinkedHashMap<>();
        present.forEach(each ->
                left.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(each.getValue()));
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        named.forEach((step, value) -> {
            List<JsonNode> live = left.getOrDefault(step, List.of());
            if (!live.isEmpty()) {
                for (String other : List.copyOf(left.keySet())) {
                    if (other.equals(step)) {
                        break;
                    }
                    if (!named.containsKey(other)) {
                        merged.addAll(left.remove(other));
                    }
                }
                left.remove(step);
            }
            JsonNode single = live.size() == 1 ? live.getFirst() : null;
            merged.add(merge(single, value, shape.below(step)));
        });
        left.values().forEach(merged::addAll);

        return merged;
    }

    /// Removes what a manager applied before and nobody owns any more.
    ///
    /// @param tree changed in place
    /// @param before what the manager applied
    /// @param owned what all managers own now
    static void prune(JsonNode tree, FieldSet before, FieldSet owned, Shape shape) {
        if (!shape.isDeep(tree)) {
            return;
        }
        List<String> gone = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> entries = shape.entries(tree);
        Map<String, JsonNode> steps = shape.steps(tree);
        before.children()
                .forEach((step, was) -> {
                    JsonNode value = steps.get(step);
                    FieldSet still = owned.find(step);
                    if (value == null) {
                        return;
                    }
                    if (still == null) {
                        gone.add(step);
                    } else {
                        prune(value, was, still, shape.below(step));
                    }
                });
        if (tree instanceof ObjectNode object) {
            gone.forEach(step -> object.remove(step.substring(2)));
        } else if (tree instanceof ArrayNode list) {
            list.removeAll();
            entries.stream()
                    .filter(each -> !gone.contains(each.getKey()))
                    .forEach(each -> list.add(each.getValue()));
        }
    }
}
