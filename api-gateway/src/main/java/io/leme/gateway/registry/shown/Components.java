package io.leme.gateway.registry.shown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.TableColumn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `componentstatuses`: how the store is. The scheduler and the controller manager, which a
/// kube-apiserver also lists, are asked on their own ports.
public final class Components {
    private Components() {}

    /// @param storeFault what is wrong with the store; empty when it answers
    public static Resource resource(Supplier<Optional<String>> storeFault) {
        return new ShownResource(
                new ResourceDefinitionBuilder(
                                new GroupVersion("", "v1"), "componentstatuses", "ComponentStatus")
                        .clusterScoped()
                        .verbs("get", "list")
                        .shortNames("cs")
                        .columns(
                                TableColumn.NAME,
                                TableColumn.text(
                                        "Status",
                                        "Whether it is well.",
                                        each ->
                                                condition(each, "status").equals("True")
                                                        ? "Healthy"
                                                        : "Unhealthy"),
                                TableColumn.text(
                                        "Message",
                                        "What it says.",
                                        each -> condition(each, "message")),
                                TableColumn.text(
                                        "Error",
                                        "What is wrong.",
                                        each -> condition(each, "error")))
                        .build(),
                () -> List.of(store(storeFault.get())));
    }

    private static String condition(ObjectNode component, String field) {
        JsonNode condition = component.path("conditions").path(0);
        return condition.path(field).asText("");
    }

    private static ObjectNode store(Optional<String> fault) {
        ObjectNode component = JsonNodeFactory.instance.objectNode();
        component.put("kind", "ComponentStatus").put("apiVersion", "v1");
        component.putObject("metadata").put("name", "etcd-0").putNull("creationTimestamp");
        ObjectNode condition = component.putArray("conditions").addObject();
        condition.put("type", "Healthy").put("status", fault.isEmpty() ? "True" : "False");
        condition.put("message", fault.isEmpty() ? "ok" : "");
        fault.ifPresent(text -> condition.put("error", text));

        return component;
    }
}
