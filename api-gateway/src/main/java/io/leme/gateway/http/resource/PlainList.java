package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lists of whole objects. The items of a list don't repeat their kind and version, as in
/// Kubernetes; since every object's text begins with these two, leaving them out is a matter of
/// skipping a fixed number of bytes.
final class PlainList {
    private PlainList() {}

    static byte[] bytes(ResourceDefinition definition, ResourceList list) {
        byte[] head = JsonText.compact(head(list));
        byte[] itemHead = itemHead(definition);
        var bytes = new ListBytes(head, size(list));
        for (ApiObject item : list.items()) {
            byte[] json = item.json();
            int skip = startsWith(json, itemHead) ? itemHead.length : 1;
            bytes.item(json, skip);
        }
        return bytes.finish();
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

    private static int size(ResourceList list) {
        return list.items().stream().mapToInt(item -> item.json().length).sum();
    }

    private static boolean startsWith(byte[] text, byte[] head) {
        return text.length > head.length
                && Arrays.equals(text, 0, head.length, head, 0, head.length);
    }

    /// Puts a list together from texts that exist already.
    private static final class ListBytes {
        private static final byte[] ITEMS = ",\"items\":[".getBytes(StandardCharsets.US_ASCII);

        private final ByteArrayOutputStream bytes;
        private boolean first = true;

        ListBytes(byte[] head, int items) {
            bytes = new ByteArrayOutputStream(head.length + ITEMS.length + items + 2);
            bytes.write(head, 0, head.length - 1);
            bytes.writeBytes(ITEMS);
        }

        /// @param skip how many bytes of the text an opening brace takes the place of
        void item(byte[] json, int skip) {
            if (!first) {
                bytes.write(',');
            }
            first = false;
            bytes.write('{');
            bytes.write(json, skip, json.length - skip);
        }

        byte[] finish() {
            bytes.write(']');
            bytes.write('}');
            return bytes.toByteArray();
        }
    }
}
