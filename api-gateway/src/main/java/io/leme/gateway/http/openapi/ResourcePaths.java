package io.leme.gateway.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.BodyFormat;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.registry.ResourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The paths of one resource with their operations. `kubectl` learns from the parameters and
/// content types of the PATCH what the server can do.
final class ResourcePaths {
    private static final List<String> OF_COLLECTION = List.of("create", "deletecollection", "list");
    private static final List<String> OF_OBJECT = List.of("delete", "get", "patch", "update");
    private static final Map<String, String> METHODS =
            Map.of(
                    "create", "post",
                    "delete", "delete",
                    "deletecollection", "delete",
                    "get", "get",
                    "list", "get",
                    "patch", "patch",
                    "update", "put");
    private static final Map<String, String> ACTIONS = Map.of("create", "post", "update", "put");

    private final ResourceDefinition definition;
    private final String schema;
    private final boolean builtIn;

    /// @param schema name of the kind's schema
    /// @param builtIn whether the kind takes strategic merges
    ResourcePaths(ResourceDefinition definition, String schema, boolean builtIn) {
        this.definition = definition;
        this.schema = schema;
        this.builtIn = builtIn;
    }

    void addTo(ObjectNode paths) {
        String root = root();
        String scope = definition.namespaced() ? "/namespaces/{namespace}" : "";
        String collection = root + scope + "/" + definition.resource().resource();
        String item = collection + "/{name}";

        paths.set(collection, path(OF_COLLECTION, definition.verbs(), false));
        paths.set(item, path(OF_OBJECT, definition.verbs(), true));
        if (definition.namespaced() && definition.verbs().contains("list")) {
            ObjectNode everywhere = object();
            everywhere.set("get", operation("list"));
            paths.set(root + "/" + definition.resource().resource(), everywhere);
        }
        for (var subresource : definition.subresources()) {
            paths.set(item + "/" + subresource.name(), path(OF_OBJECT, subresource.verbs(), true));
        }
    }

    private String root() {
        String group = definition.resource().group();
        String version = definition.resource().version();
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    }

    private ObjectNode path(List<String> candidates, List<String> verbs, boolean named) {
        ObjectNode path = object();
        for (String verb : candidates) {
            if (verbs.contains(verb)) {
                path.set(METHODS.getOrDefault(verb, verb), operation(verb));
            }
        }
        ArrayNode parameters = path.putArray("parameters");
        if (named) {
            parameters.add(parameter("name", "path", "string"));
        }
        if (definition.namespaced()) {
            parameters.add(parameter("namespace", "path", "string"));
        }
        parameters.add(parameter("pretty", "query", "string"));
        return path;
    }

    private ObjectNode operation(String verb) {
        ObjectNode operation = object();
        operation.put("x-kubernetes-action", ACTIONS.getOrDefault(verb, verb));
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", definition.kind().group())
                .put("kind", definition.kind().kind())
                .put("version", definition.kind().version());
        ArrayNode parameters = operation.putArray("parameters");
        parameters(verb).forEach(parameters::add);
        addBody(operation, verb);
        String answer = verb.equals("list") ? schema + "List" : schema;
        operation
                .putObject("responses")
                .putObject(verb.equals("create") ? "201" : "200")
                .put("description", "OK")
                .putObject("content")
                .putObject("application/json")
                .set("schema", SchemaComponents.reference(answer));
        return operation;
    }

    private void addBody(ObjectNode operation, String verb) {
        Stream<String> types =
                switch (verb) {
                    case "create", "update" ->
                            Stream.of(BodyFormat.values()).map(BodyFormat::mediaType);
                    case "patch" ->
                            Stream.of(PatchType.values())
                                    .filter(each ->
                                            builtIn || each != PatchType.STRATEGIC_MERGE_PATCH)
                                    .map(PatchType::mediaType);
                    default -> Stream.empty();
                };
        types.forEach(type -> {
            ObjectNode content =
                    operation
                            .withObject("/requestBody")
                            .withObjectProperty("content")
                            .putObject(type);
            content.set(
                    "schema",
                    verb.equals("patch")
                            ? object().put("type", "object")
                            : SchemaComponents.reference(schema));
        });
    }

    private static List<ObjectNode> parameters(String verb) {
        return switch (verb) {
            case "create", "update" ->
                    List.of(
                            parameter("dryRun", "query", "string"),
                            parameter("fieldManager", "query", "string"),
                            parameter("fieldValidation", "query", "string"));
            case "patch" ->
                    List.of(
                            parameter("dryRun", "query", "string"),
                            parameter("fieldManager", "query", "string"),
                            parameter("fieldValidation", "query", "string"),
                            parameter("force", "query", "boolean"));
            case "delete" ->
                    List.of(
                            parameter("dryRun", "query", "string"),
                            parameter("gracePeriodSeconds", "query", "integer"),
                            parameter("propagationPolicy", "query", "string"));
            case "list", "deletecollection" ->
                    List.of(
                            parameter("labelSelector", "query", "string"),
                            parameter("fieldSelector", "query", "string"),
                            parameter("limit", "query", "integer"),
                            parameter("continue", "query", "string"),
                            parameter("resourceVersion", "query", "string"),
                            parameter("resourceVersionMatch", "query", "string"),
                            parameter("watch", "query", "boolean"),
                            parameter("timeoutSeconds", "query", "integer"));
            default -> List.of();
        };
    }

    private static ObjectNode parameter(String name, String in, String type) {
        ObjectNode parameter = object().put("name", name).put("in", in);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        parameter.putObject("schema").put("type", type).put("uniqueItems", true);
        return parameter;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
