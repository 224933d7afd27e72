package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.FieldSchema;
import io.leme.gateway.codec.schema.FieldSchema.MergeRule;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.ApiErrors;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A strategic merge patch: like a merge patch, but lists whose schema says so are merged element
/// by element, and directives (`$patch`, `$retainKeys`, `$deleteFromPrimitiveList/x`,
/// `$setElementOrder/x`) say what a merge can't.
///
/// @param patch not to be changed
/// @param schema of the patched kind
record StrategicMergePatch(ObjectNode patch, ObjectSchema schema) implements ObjectPatch {
    static final String DIRECTIVE = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList/";
    private static final String ELEMENT_ORDER = "$setElementOrder/";

    @Override
    public ObjectNode apply(ObjectNode current) {
        ObjectNode result = current.deepCopy();

        return mergeObject(result, patch.deepCopy(), schema);
    }

    /// Merges an object.
    ///
    /// @param target changed and usually returned
    /// @param change changed: directives are taken out as they are done
    /// @param known null where the schema ends
    static ObjectNode mergeObject(
            ObjectNode target, ObjectNode change, @Nullable ObjectSchema known) {
        JsonNode directive = change.remove(DIRECTIVE);
        if (directive != null) {
            switch (directive.asText()) {
                case "replace" -> {
                    return withoutDirectives(change);
                }
                case "delete" -> {
                    return JsonNodeFactory.instance.objectNode();
                }
                case "merge" -> {
                    // The default, said aloud.
                }
                default ->
                        throw ApiErrors.badRequest(
                                "Unknown patch type found: " + directive.asText());
            }
        }
        retainKeys(target, change);
        deleteFromLists(target, change);
        Map<String, ArrayNode> orders = ElementOrder.takeOrders(change, ELEMENT_ORDER);
        Map<String, ArrayNode> before = ElementOrder.lists(target, orders.keySet());
        for (Map.Entry<String, JsonNode> entry : change.properties()) {
            FieldSchema field = known == null ? null : known.field(entry.getKey());
            mergeField(target, entry.getKey(), entry.getValue(), field);
        }
        orders.forEach((name, order) ->
                ElementOrder.apply(target, name, order, before.get(name), mergeKey(known, name)));

        return target;
    }

    private static void mergeField(
            ObjectNode target, String name, JsonNode value, @Nullable FieldSchema field) {
        JsonNode present = target.get(name);
        if (value.isNull()) {
            target.remove(name);
        } else if (value instanceof ObjectNode change && present instanceof ObjectNode object) {
            target.set(name, mergeObject(object, change, structure(field)));
        } else if (value instanceof ArrayNode change && present instanceof ArrayNode list) {
            target.set(name, mergeList(list, change, field));
        } else {
            target.set(name, cleaned(value));
        }
    }

    private static JsonNode mergeList(
            ArrayNode list, ArrayNode change, @Nullable FieldSchema field) {
        MergeRule rule = field == null ? MergeRule.REPLACE : field.merge();
        if (field == null || !rule.merge()) {
            return cleaned(change);
        }
        if (rule.key().isEmpty()) {
            return ElementOrder.mergePlainValues(list, change);
        }

        return new KeyedList(rule.key().get(), elementSchema(field)).merge(list, change);
    }

    private static @Nullable ObjectSchema structure(@Nullable FieldSchema field) {
        return field != null && field.type() instanceof FieldType.Structure(ObjectSchema inner)
                ? inner
                : null;
    }

    private static @Nullable ObjectSchema elementSchema(FieldSchema field) {
        return field.type() instanceof FieldType.ListOf(FieldType.Structure(ObjectSchema inner))
                ? inner
                : null;
    }

    private static String mergeKey(@Nullable ObjectSchema known, String name) {
        FieldSchema field = known == null ? null : known.field(name);

        return field == null ? "" : field.merge().key().orElse("");
    }

    private static void retainKeys(ObjectNode target, ObjectNode change) {
        JsonNode directive = change.remove(RETAIN_KEYS);
        if (directive == null) {
            return;
        }
        if (!directive.isArray()) {
            throw ApiErrors.badRequest("invalid patch format of retainKeys directive");
        }

        Set<String> kept = new LinkedHashSet<>();
        directive.forEach(name -> kept.add(name.asText()));
        target.retain(kept);
    }

    private static void deleteFromLists(ObjectNode target, ObjectNode change) {
        for (Map.Entry<String, ArrayNode> entry :
                ElementOrder.takeOrders(change, DELETE_FROM_LIST).entrySet()) {
            if (target.get(entry.getKey()) instanceof ArrayNode list) {
                Set<JsonNode> gone = new LinkedHashSet<>();
                entry.getValue().forEach(gone::add);
                ArrayNode left = JsonNodeFactory.instance.arrayNode();
                list.forEach(value -> {
                    if (!gone.contains(value)) {
                        left.add(value);
                    }
                });
                target.set(entry.getKey(), left);
            }
        }
    }

    /// What is new comes without directives and without nulls.
    static JsonNode cleaned(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return withoutDirectives(object);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode clean = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : array) {
                boolean directive = element.has(DIRECTIVE) && element.size() == 1;
                if (!directive) {
                    clean.add(cleaned(element));
                }
            }

            return clean;
        }

        return value;
    }

    private static ObjectNode withoutDirectives(ObjectNode object) {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            boolean directive =
                    entry.getKey().equals(DIRECTIVE)
                            || entry.getKey().equals(RETAIN_KEYS)
                            || entry.getKey().startsWith(DELETE_FROM_LIST)
                            || entry.getKey().startsWith(ELEMENT_ORDER);
            if (!directive && !entry.getValue().isNull()) {
                clean.set(entry.getKey(), cleaned(entry.getValue()));
            }
        }

        return clean;
    }
}
