package io.leme.gateway.http.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The documents that every client since the first understands: `APIVersions`, `APIGroupList`,
/// `APIGroup` and `APIResourceList`.
final class PlainDiscovery {
    private static final int HASH_BYTES = 8;

    private final ResourceCatalog catalog;

    PlainDiscovery(ResourceCatalog catalog) {
        this.catalog = catalog;
    }

    /// `/api`: the versions of the core group.
    ///
    /// @param serverAddress where clients of any network find this server, `host:port`
    ObjectNode coreVersions(String serverAddress) {
        ObjectNode document = document("APIVersions");
        ArrayNode versions = document.putArray("versions");
        groups().getOrDefault("", List.of()).forEach(each -> versions.add(each.version()));
        document.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", serverAddress);
        return document;
    }

    /// `/apis`: all groups but the core one.
    ObjectNode groupList() {
        ObjectNode document = document("APIGroupList");
        document.put("apiVersion", "v1");
        ArrayNode list = document.putArray("groups");
        groups().forEach((name, versions) -> {
            if (!name.isEmpty()) {
                list.add(describe(object(), name, versions));
            }
        });
        return document;
    }

    /// `/apis/GROUP` for each group but the core one.
    Map<String, ObjectNode> groupDocuments() {
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        groups().forEach((name, versions) -> {
            ObjectNode document = document("APIGroup").put("apiVersion", "v1");
            documents.put(name, describe(document, name, versions));
        });
        documents.remove("");
        return documents;
    }

    /// `/api/VERSION` or `/apis/GROUP/VERSION`.
    ObjectNode resources(GroupVersion groupVersion) {
        ObjectNode document = document("APIResourceList");
        if (!groupVersion.group().isEmpty()) {
            document.put("apiVersion", "v1");
        }
        document.put("groupVersion", groupVersion.toString());
        ArrayNode list = document.putArray("resources");
        for (var resource : catalog.of(groupVersion)) {
            list.add(resource(resource.definition()));
            for (var subresource : resource.definition().subresources()) {
                list.add(subresource(resource.definition(), subresource));
            }
        }
        return document;
    }

    /// The versions of each group, in the order of the catalog, which is that of preference.
    private Map<String, List<GroupVersion>> groups() {
        Map<String, List<GroupVersion>> groups = new LinkedHashMap<>();
        for (GroupVersion each : catalog.groupVersions()) {
            groups.computeIfAbsent(each.group(), _ -> new ArrayList<>()).add(each);
        }
        return groups;
    }

    private static ObjectNode describe(
            ObjectNode document, String name, List<GroupVersion> versions) {
        document.put("name", name);
        ArrayNode list = document.putArray("versions");
        versions.forEach(each -> list.add(version(each)));
        document.set("preferredVersion", version(versions.getFirst()));
        return document;
    }

    private static ObjectNode version(GroupVersion version) {
        return object().put("groupVersion", version.toString()).put("version", version.version());
    }

    private static ObjectNode resource(ResourceDefinition definition) {
        ObjectNode resource = object();
        resource.put("name", definition.resource().resource());
        resource.put("singularName", definition.singular());
        resource.put("namespaced", definition.namespaced());
        resource.put("kind", definition.kind().kind());
        definition.verbs().forEach(resource.putArray("verbs")::add);
        if (!definition.shortNames().isEmpty()) {
            definition.shortNames().forEach(resource.putArray("shortNames")::add);
        }
        if (!definition.categories().isEmpty()) {
            definition.categories().forEach(resource.putArray("categories")::add);
        }
        if (definition.verbs().contains("list")) {
            resource.put("storageVersionHash", storageVersionHash(definition.kind()));
        }
        return resource;
    }

    private static ObjectNode subresource(
            ResourceDefinition owner, ResourceDefinition.Subresource subresource) {
        ObjectNode resource = object();
        resource.put("name", owner.resource().resource() + "/" + subresource.name());
        resource.put("singularName", "");
        resource.put("namespaced", owner.namespaced());
        boolean foreign =
                !subresource.kind().groupVersion().equals(owner.resource().groupVersion());
        if (foreign) {
            resource.put("group", subresource.kind().group());
            resource.put("version", subresource.kind().version());
        }
        resource.put("kind", subresource.kind().kind());
        subresource.verbs().forEach(resource.putArray("verbs")::add);
        return resource;
    }

    /// Changes when objects are stored as another version or kind; migrations watch for that.
    private static String storageVersionHash(GroupVersionKind kind) {
        String text = kind.group() + "/" + kind.version() + "/" + kind.kind();
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ObjectNode document(String kind) {
        return object().put("kind", kind);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
