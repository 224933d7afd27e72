package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A tree that the operations of a JSON patch change in place.
final class JsonDocument {
    /// `1` and `1.0` are the same number to a test.
    private static final Comparator<JsonNode> BY_VALUE =
            (left, right) -> {
                if (left.isNumber() && right.isNumber()) {
                    return left.decimalValue().compareTo(right.decimalValue());
                }

                return left.equals(right) ? 0 : 1;
            };

    private JsonNode root;

    JsonDocument(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /// @param operation for the error text
    JsonNode get(JsonPath path, String operation) {
        JsonNode value = find(path);
        if (value == null) {
            throw missing(path, operation);
        }

        return value;
    }

    void add(JsonPath path, JsonNode value, String operation) {
        if (path.isRoot()) {
            root = value;

            return;
        }
        switch (parent(path, operation)) {
            case ObjectNode object -> object.set(path.last(), value);
            case ArrayNode array ->
                    array.insert(
                            path.last().equals("-")
                                    ? array.size()
                                    : index(array, path, operation, array.size()),
                            value);
            default -> throw missing(path, operation);
        }
    }

    JsonNode remove(JsonPath path, String operation) {
        JsonNode removed =
                path.isRoot()
                        ? null
                        : switch (parent(path, operation)) {
                            case ObjectNode object -> object.remove(path.last());
                            case ArrayNode array ->
                                    array.remove(index(array, path, operation, array.size() - 1));
                            default -> null;
                        };
        if (removed == null) {
            throw missing(path, operation);
        }

        return removed;
    }

    void replace(JsonPath path, JsonNode value) {
        get(path, "replace");
        if (path.isRoot()) {
            root = value;
        } else if (parent(path, "replace") instanceof ArrayNode array) {
            array.set(index(array, path, "replace", array.size() - 1), value);
        } else {
            add(path, value, "replace");
        }
    }

    /// @throws PatchConflictException when the value there is another one
    void test(JsonPath path, JsonNode value) {
        JsonNode present = find(path);
        boolean same = present == null ? value.isNull() : present.equals(BY_VALUE, value);
        if (!same) {
            throw new PatchConflictException("testing value " + path + " failed");
        }
    }

    private @Nullable JsonNode find(JsonPath path) {
        JsonNode node = root;
        for (String part : path.parts()) {
            node = child(node, part);
            if (node == null) {
                return null;
            }
        }

        return node;
    }

    private JsonNode parent(JsonPath path, String operation) {
        JsonNode node = root;
        for (String part : path.parents()) {
            JsonNode next = child(node, part);
            if (next == null) {
                throw new PatchConflictException(
                        operation + " operation does not apply: doc is missing path: " + path);
            }
            node = next;
        }

        return node;
    }

    private static @Nullable JsonNode child(JsonNode node, String part) {
        if (node instanceof ArrayNode array) {
            return part.matches("0|[1-9][0-9]{0,8}") ? array.get(Integer.parseInt(part)) : null;
        }

        return node.get(part);
    }

    private static int index(ArrayNode array, JsonPath path, String operation, int max) {
        String part = path.last();
        int index = part.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(part) : -1;
        if (index < 0 || index > max || index > array.size()) {
            throw new PatchConflictException(
                    operation
                            + " operation does not apply: Unable to access invalid index: "
                            + path
                            + ": invalid index referenced");
        }

        return index;
    }

    private static PatchConflictException missing(JsonPath path, String operation) {
        return new PatchConflictException(
                operation
                        + " operation does not apply: doc is missing key: "
                        + path
                        + ": "
                        + "missing value");
    }
}
