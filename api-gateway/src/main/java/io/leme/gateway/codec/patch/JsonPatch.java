package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.meta.ApiErrors;
import java.util.ArrayList;
import java.util.List;

/// A JSON patch (RFC 6902): operations one after the other, all or none.
///
/// @param operations at most [#MAX_OPERATIONS]
record JsonPatch(List<Operation> operations) implements ObjectPatch {
    static final int MAX_OPERATIONS = 10_000;

    /// Most bytes that `copy` operations may add in all.
    static final int MAX_COPIED_BYTES = 3 * 1024 * 1024;

    /// How deep the result may be nested. What is copied is copied into what was copied before, so
    /// that depth doubles faster than bytes do.
    static final int MAX_DEPTH = 900;

    JsonPatch {
        operations = List.copyOf(operations);
    }

    /// One operation.
    sealed interface Operation {
        record Add(JsonPath path, JsonNode value) implements Operation {}

        record Remove(JsonPath path) implements Operation {}

        record Replace(JsonPath path, JsonNode value) implements Operation {}

        record Move(JsonPath from, JsonPath path) implements Operation {}

        record Copy(JsonPath from, JsonPath path) implements Operation {}

        record Test(JsonPath path, JsonNode value) implements Operation {}
    }

    /// @throws io.leme.gateway.meta.ApiException BadRequest, RequestEntityTooLarge
    static JsonPatch of(JsonNode tree) {
        if (!(tree instanceof ArrayNode list)) {
            throw ApiErrors.badRequest(
                    "error decoding patch: a JSON patch is a list of " + "operations");
        }
        if (list.size() > MAX_OPERATIONS) {
            throw ApiErrors.tooLarge(
                    "The allowed maximum operations in a JSON patch is "
                            + MAX_OPERATIONS
                            + ", got "
                            + list.size());
        }

        List<Operation> operations = new ArrayList<>();
        list.forEach(each -> operations.add(operation(each)));

        return new JsonPatch(operations);
    }

    @Override
    public ObjectNode apply(ObjectNode current) {
        JsonDocument document = new JsonDocument(current.deepCopy());
        long copied = 0;
        for (Operation operation : operations) {
            copied += run(operation, document);
            if (copied > MAX_COPIED_BYTES) {
                throw ApiErrors.tooLarge(
                        "Unable to complete the copy, the accumulated size increase of copy is "
                                + copied
                                + ", exceeding the limit "
                                + MAX_COPIED_BYTES);
            }
        }
        if (document.root() instanceof ObjectNode object) {
            return object;
        }

        throw new PatchConflictException("the patch does not leave an object");
    }

    /// @return bytes that a copy added
    private static long run(Operation operation, JsonDocument document) {
        switch (operation) {
            case Operation.Add(JsonPath path, JsonNode value) ->
                    add(document, path, value.deepCopy(), "add");
            case Operation.Remove(JsonPath path) -> document.remove(path, "remove");
            case Operation.Replace(JsonPath path, JsonNode value) -> {
                requireShallow(path, value);
                document.replace(path, value.deepCopy());
            }
            case Operation.Move(JsonPath from, JsonPath path) -> {
                if (from.isAbove(path)) {
                    throw new PatchConflictException(
                            "move operation does not apply: can't move " + from + " into itself");
                }
                add(document, path, document.remove(from, "move"), "move");
            }
            case Operation.Copy(JsonPath from, JsonPath path) -> {
                JsonNode value = document.get(from, "copy").deepCopy();
                add(document, path, value, "copy");

                return JsonText.compact(value).length;
            }
            case Operation.Test(JsonPath path, JsonNode value) -> document.test(path, value);
        }

        return 0;
    }

    private static void add(
            JsonDocument document, JsonPath path, JsonNode value, String operation) {
        requireShallow(path, value);
        document.add(path, value, operation);
    }

    private static void requireShallow(JsonPath path, JsonNode value) {
        if (path.parts().size() + depth(value) > MAX_DEPTH) {
            throw ApiErrors.badRequest("error decoding patch: exceeded max depth");
        }
    }

    private static int depth(JsonNode value) {
        int deepest = 0;
        for (JsonNode each : value) {
            deepest = Math.max(deepest, depth(each));
        }

        return value.isContainerNode() ? deepest + 1 : 0;
    }

    private static Operation operation(JsonNode json) {
        String name = json.path("op").asText("");

        return switch (name) {
            case "add" -> new Operation.Add(path(json, "path"), value(json));
            case "remove" -> new Operation.Remove(path(json, "path"));
            case "replace" -> new Operation.Replace(path(json, "path"), value(json));
            case "move" -> new Operation.Move(path(json, "from"), path(json, "path"));
            case "copy" -> new Operation.Copy(path(json, "from"), path(json, "path"));
            case "test" -> new Operation.Test(path(json, "path"), value(json));
            default -> throw ApiErrors.badRequest("Unexpected kind: " + name);
        };
    }

    private static JsonPath path(JsonNode json, String field) {
        JsonNode path = json.path(field);
        if (!path.isTextual()) {
            throw ApiErrors.badRequest(
                    "error decoding patch: an operation lacks its \"" + field + "\"");
        }

        return JsonPath.parse(path.asText());
    }

    private static JsonNode value(JsonNode json) {
        JsonNode value = json.get("value");
        if (value == null) {
            throw ApiErrors.badRequest("error decoding patch: an operation lacks its \"value\"");
        }

        return value;
    }
}
