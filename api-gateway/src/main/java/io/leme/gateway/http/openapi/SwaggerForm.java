package io.leme.gateway.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// What version 3 of OpenAPI says, in the words of version 2, which has fewer.
///
/// What version 2 can't say about a value is left out together with the value's type where it would
/// be wrong otherwise: clients check objects against it.
final class SwaggerForm {
    private static final String REFERENCE = "$ref";
    private static final List<String> ONLY_OF_3 = List.of("anyOf", "oneOf", "not", "nullable");
    private static final List<String> SHAPE = List.of("type", "properties", "items", "required");
    private static final List<String> INNER = List.of("items", "additionalProperties");

    private SwaggerForm() {}

    static ObjectNode schema(JsonNode schema) {
        ObjectNode plain = object();
        for (Map.Entry<String, JsonNode> each : schema.properties()) {
            if (INNER.contains(each.getKey()) && each.getValue().isObject()) {
                plain.set(each.getKey(), schema(each.getValue()));
            } else if (each.getKey().equals("properties")) {
                plain.set("properties", schemas(each.getValue()));
            } else if (!ONLY_OF_3.contains(each.getKey())) {
                plain.set(each.getKey(), each.getValue());
            }
        }
        plain.remove("default");
        if (!plain.path("additionalProperties").isObject()) {
            plain.remove("additionalProperties");
        }
        refer(plain);
        widen(plain, schema);

        return plain;
    }

    private static ObjectNode schemas(JsonNode byName) {
        ObjectNode plain = object();
        byName.properties().forEach(each -> plain.set(each.getKey(), schema(each.getValue())));

        return plain;
    }

    private static void refer(ObjectNode plain) {
        JsonNode only = plain.path("allOf");
        if (only.size() == 1 && only.get(0).has(REFERENCE)) {
            plain.set(REFERENCE, only.get(0).get(REFERENCE));
        }
        plain.remove("allOf");
        String target = plain.path(REFERENCE).asText("");
        if (!target.isEmpty()) {
            plain.put(REFERENCE, "#/definitions/" + target.substring(target.lastIndexOf('/') + 1));
        }
    }

    /// Takes away what says too much.
    private static void widen(ObjectNode plain, JsonNode schema) {
        boolean open =
                schema.path("nullable").asBoolean(false)
                        || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                        || schema.path("x-kubernetes-int-or-string").asBoolean(false);
        if (open) {
            plain.remove(SHAPE);
        }
        if (plain.path("format").asText("").equals("int-or-string")) {
            plain.put("type", "string");
        }
    }

    /// A path with its operations.
    static ObjectNode path(JsonNode path) {
        ObjectNode plain = object();
        for (Map.Entry<String, JsonNode> each : path.properties()) {
            plain.set(
                    each.getKey(),
                    each.getKey().equals("parameters")
                            ? parameters(each.getValue())
                            : operation(each.getValue()));
        }

        return plain;
    }

    private static ObjectNode operation(JsonNode operation) {
        ObjectNode plain = object();
        operation.properties().forEach(each -> plain.set(each.getKey(), each.getValue()));
        ArrayNode parameters = parameters(operation.path("parameters"));
        plain.set("parameters", parameters);
        ArrayNode consumes = plain.putArray("consumes");
        JsonNode bodies = operation.path("requestBody").path("content");
        bodies.fieldNames().forEachRemaining(consumes::add);
        if (bodies.isEmpty()) {
            consumes.add("*/*");
        } else {
            ObjectNode body = parameters.addObject();
            body.put("in", "body").put("name", "body").put("required", true);
            body.set("schema", schema(bodies.iterator().next().path("schema")));
        }
        plain.remove("requestBody");
        plain.putArray("produces").add("application/json").add("application/yaml");
        ObjectNode responses = plain.putObject("responses");
        for (Map.Entry<String, JsonNode> each : operation.path("responses").properties()) {
            JsonNode answer = each.getValue().at("/content/application~1json/schema");
            ObjectNode response = responses.putObject(each.getKey());
            response.set("description", each.getValue().path("description"));
            response.set("schema", schema(answer));
        }

        return plain;
    }

    private static ArrayNode parameters(JsonNode parameters) {
        ArrayNode plain = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : parameters) {
            ObjectNode parameter = plain.addObject();
            each.properties().forEach(part -> parameter.set(part.getKey(), part.getValue()));
            parameter.remove("schema");
            each.path("schema")
                    .properties()
                    .forEach(part -> parameter.set(part.getKey(), part.getValue()));
        }

        return plain;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
