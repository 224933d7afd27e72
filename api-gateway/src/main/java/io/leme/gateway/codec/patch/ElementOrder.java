package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The order of merged lists, as upstream has it: elements that the patch names stand in the
/// patch's order, the others in the order they had, and where both orders know two elements the
/// present order decides which list goes on first.
///
/// A key of "" compares whole values.
final class ElementOrder {
    private ElementOrder() {}

    /// Takes the fields with this prefix out of a patch: the names behind it, and their lists.
    static Map<String, ArrayNode> takeOrders(ObjectNode change, String prefix) {
        Map<String, ArrayNode> orders = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : List.copyOf(change.properties())) {
            if (entry.getKey().startsWith(prefix)) {
                if (!(entry.getValue() instanceof ArrayNode list)) {
                    throw ApiErrors.badRequest("invalid patch format of " + entry.getKey());
                }
                orders.put(entry.getKey().substring(prefix.length()), list);
                change.remove(entry.getKey());
            }
        }

        return orders;
    }

    /// Copies of the lists of these names, as far as they are there.
    static Map<String, ArrayNode> lists(ObjectNode target, Set<String> names) {
        Map<String, ArrayNode> lists = new LinkedHashMap<>();
        for (String name : names) {
            if (target.get(name) instanceof ArrayNode list) {
                lists.put(name, list.deepCopy());
            }
        }

        return lists;
    }

    /// Brings a merged list into the order that `$setElementOrder` asks for.
    static void apply(
            ObjectNode target,
            String name,
            ArrayNode order,
            @Nullable ArrayNode before,
            String key) {
        if (target.get(name) instanceof ArrayNode list) {
            List<JsonNode> merged = new ArrayList<>();
            list.forEach(merged::add);
            ArrayNode server = before == null ? JsonNodeFactory.instance.arrayNode() : before;
            target.set(name, ordered(merged, order, server, key));
        }
    }

    /// Merges lists of plain values: each value once.
    static ArrayNode mergePlainValues(ArrayNode list, ArrayNode change) {
        List<JsonNode> merged = new ArrayList<>();
        list.forEach(value -> {
            if (!merged.contains(value)) {
                merged.add(value);
            }
        });
        change.forEach(value -> {
            if (!merged.contains(value)) {
                merged.add(value);
            }
        });

        return ordered(merged, change, list, "");
    }

    /// @param merged all elements
    /// @param patchOrder elements that the patch names, in its order
    /// @param serverOrder elements that were there, in their order
    static ArrayNode ordered(
            List<JsonNode> merged, ArrayNode patchOrder, ArrayNode serverOrder, String key) {
        List<JsonNode> named = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode element : merged) {
            (index(patchOrder, element, key) >= 0 ? named : others).add(element);
        }
        named.sort(Comparator.comparingInt(element -> index(patchOrder, element, key)));

        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        int next = 0;
        for (JsonNode element : named) {
            while (next < others.size() && before(others.get(next), element, serverOrder, key)) {
                result.add(others.get(next++));
            }
            result.add(element);
        }
        others.subList(next, others.size()).forEach(result::add);

        return result;
    }

    private static boolean before(JsonNode left, JsonNode right, ArrayNode order, String key) {
        int leftIndex = index(order, left, key);
        int rightIndex = index(order, right, key);

        return leftIndex >= 0 && rightIndex >= 0 && leftIndex < rightIndex;
    }

    private static int index(ArrayNode order, JsonNode element, String key) {
        JsonNode wanted = identity(element, key);
        for (int i = 0; i < order.size(); i++) {
            if (identity(order.get(i), key).equals(wanted)) {
                return i;
            }
        }

        return -1;
    }

    private static JsonNode identity(JsonNode element, String key) {
        return key.isEmpty() ? element : element.path(key);
    }
}
