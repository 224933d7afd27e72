package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceList;
import java.nio.charset.StandardCharsets;

/// Lists of whole objects. The items of a list don't repeat their kind and version, as in
/// Kubernetes; since every object's text begins with these two, leaving them out is a matter of
/// skipping a fixed number of bytes.
final class PlainList {
    private static final int LARGEST_WHOLE = 128 * 1024;

    private PlainList() {}

    static PlainListSource source(ResourceDefinition definition, ResourceList list) {
        return new PlainListSource(
                JsonText.compact(head(list)), itemHead(definition), list.items());
    }

    /// Whether the list is so large that it is sent in pieces: what is smaller would not be
    /// compressed either.
    static boolean isLarge(ResourceList list) {
        long bytes = 0;
        for (ApiObject item : list.items()) {
            bytes += item.json().length;
            if (bytes > LARGEST_WHOLE) {
                return true;
            }
        }
        return false;
    }

    static ObjectNode tree(ResourceList list) {
        ObjectNode tree = head(list);
        ArrayNode items = tree.putArray("items");
        for (ApiObject item : list.items()) {
            ObjectNode copy = item.tree().deepCopy();
            copy.remove("kind");
            copy.remove("apiVersion");
            items.add(copy);
        }
        return tree;
    }

    /// The metadata of a list, whatever its form.
    static ObjectNode metadata(ResourceList list) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("resourceVersion", Long.toString(list.resourceVersion()));
        if (!list.continueToken().isEmpty()) {
            metadata.put("continue", list.continueToken());
        }
        list.remainingItemCount().ifPresent(count -> metadata.put("remainingItemCount", count));
        return metadata;
    }

    private static ObjectNode head(ResourceList list) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("kind", list.listKind()).put("apiVersion", list.groupVersion().toString());
        head.set("metadata", metadata(list));
        return head;
    }

    private static byte[] itemHead(ResourceDefinition definition) {
        String head =
                "{\"kind\":\"%s\",\"apiVersion\":\"%s\","
                        .formatted(definition.kind().kind(), definition.kind().apiVersion());
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
