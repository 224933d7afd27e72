package io.leme.gateway.http.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The document that says everything at once, `APIGroupDiscoveryList`. Its two versions have the
/// same shape.
final class AggregatedDiscovery {
    private final ResourceCatalog catalog;

    AggregatedDiscovery(ResourceCatalog catalog) {
        this.catalog = catalog;
    }

    /// What `/api` answers: the core group.
    ObjectNode core(String version) {
        return document(version, String::isEmpty);
    }

    /// What `/apis` answers: all other groups.
    ObjectNode groups(String version) {
        return document(version, group -> !group.isEmpty());
    }

    private ObjectNode document(String version, Predicate<String> included) {
        ObjectNode document = object();
        document.put("kind", "APIGroupDiscoveryList");
        document.put("apiVersion", "apidiscovery.k8s.io/" + version);
        document.putObject("metadata");
        ArrayNode items = document.putArray("items");
        Map<String, ArrayNode> versionsByGroup = new LinkedHashMap<>();
        for (GroupVersion each : catalog.groupVersions()) {
            if (included.test(each.group())) {
                versionsByGroup
                        .computeIfAbsent(each.group(), name -> group(items, name))
                        .add(version(each));
            }
        }
        return document;
    }

    private static ArrayNode group(ArrayNode items, String name) {
        ObjectNode group = items.addObject();
        ObjectNode metadata = group.putObject("metadata");
        if (!name.isEmpty()) {
            metadata.put("name", name);
        }
        metadata.putNull("creationTimestamp");
        return group.putArray("versions");
    }

    private ObjectNode version(GroupVersion groupVersion) {
        ObjectNode version = object().put("version", groupVersion.version());
        ArrayNode resources = version.putArray("resources");
        catalog.of(groupVersion).forEach(each -> resources.add(resource(each.definition())));
        return version.put("freshness", "Current");
    }

    private static ObjectNode resource(ResourceDefinition definition) {
        ObjectNode resource = object();
        resource.put("resource", definition.resource().resource());
        resource.set("responseKind", kind(definition.kind()));
        resource.put("scope", definition.namespaced() ? "Namespaced" : "Cluster");
        resource.put("singularResource", definition.singular());
        definition.verbs().forEach(resource.putArray("verbs")::add);
        if (!definition.shortNames().isEmpty()) {
            definition.shortNames().forEach(resource.putArray("shortNames")::add);
        }
        if (!definition.categories().isEmpty()) {
            definition.categories().forEach(resource.putArray("categories")::add);
        }
        if (!definition.subresources().isEmpty()) {
            ArrayNode subresources = resource.putArray("subresources");
            definition.subresources().forEach(each -> subresources.add(subresource(each)));
        }
        return resource;
    }

    private static ObjectNode subresource(ResourceDefinition.Subresource subresource) {
        ObjectNode node = object();
        node.put("subresource", subresource.name());
        node.set("responseKind", kind(subresource.kind()));
        subresource.verbs().forEach(node.putArray("verbs")::add);
        return node;
    }

    private static ObjectNode kind(GroupVersionKind kind) {
        return object().put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
