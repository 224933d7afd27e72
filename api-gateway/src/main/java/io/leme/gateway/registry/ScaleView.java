package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupKind;
import io.leme.gateway.meta.ObjectMeta;
import java.util.List;
import java.util.function.Function;

/// How many replicas a workload has, as a `Scale` of `autoscaling/v1`.
///
/// @param specPath where the wanted number is, names from the top
/// @param statusPath where the present number is
/// @param selector the pods' label selector as queries write it
public record ScaleView(
        List<String> specPath, List<String> statusPath, Function<ObjectNode, String> selector)
        implements SubresourceView {
    /// What a table shows of it, whosever it is.
    public static final List<TableColumn> COLUMNS =
            List.of(
                    TableColumn.NAME,
                    TableColumn.number(
                            "Desired",
                            "How many replicas are wanted.",
                            scale -> scale.at("/spec/replicas").asInt(0)),
                    TableColumn.number(
                            "Available",
                            "How many replicas there are.",
                            scale -> scale.at("/status/replicas").asInt(0)),
                    TableColumn.AGE);

    private static final GroupKind KIND = new GroupKind("autoscaling", "Scale");
    private static final List<String> SHOWN_METADATA =
            List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");

    public ScaleView {
        specPath = List.copyOf(specPath);
        statusPath = List.copyOf(statusPath);
    }

    /// That of the built-in workloads.
    public static ScaleView of(Function<ObjectNode, String> selector) {
        return new ScaleView(List.of("spec", "replicas"), List.of("status", "replicas"), selector);
    }

    @Override
    public ObjectNode show(ObjectNode object) {
        ObjectNode scale = JsonNodeFactory.instance.objectNode();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : SHOWN_METADATA) {
            JsonNode value = object.path("metadata").path(field);
            if (!value.isMissingNode()) {
                metadata.set(field, value);
            }
        }
        scale.putObject("spec").put("replicas", at(object, specPath).asInt(0));
        ObjectNode status = scale.putObject("status");
        status.put("replicas", at(object, statusPath).asInt(0));
        String text = selector.apply(object);
        if (!text.isEmpty()) {
            status.put("selector", text);
        }

        return scale;
    }

    @Override
    public void write(ObjectNode view, ObjectNode object) {
        int replicas = view.at("/spec/replicas").asInt(0);
        if (replicas < 0) {
            throw ApiErrors.invalid(
                    KIND,
                    ObjectMeta.of(view).name(),
                    List.of(
                            FieldError.invalid(
                                    "spec.replicas",
                                    replicas,
                                    "must be greater than or equal to 0")));
        }
        ObjectNode owner = object;
        for (String name : specPath.subList(0, specPath.size() - 1)) {
            owner = owner.withObjectProperty(name);
        }
        owner.put(specPath.getLast(), replicas);
    }

    private static JsonNode at(ObjectNode object, List<String> path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }

        return node;
    }
}
