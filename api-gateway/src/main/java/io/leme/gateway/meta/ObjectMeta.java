package io.leme.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The `metadata` of an object tree, read and written in place: the view holds no state of its own.
///
/// Reading works on any tree: what is absent, null or of another type reads as empty. Writing is
/// for the owner of the tree only (see the package page), and creates `metadata` if there is none.
public final class ObjectMeta {
    private final ObjectNode object;

    private ObjectMeta(ObjectNode object) {
        this.object = object;
    }

    public static ObjectMeta of(ObjectNode object) {
        return new ObjectMeta(object);
    }

    public String name() {
        return text("name");
    }

    public String generateName() {
        return text("generateName");
    }

    public String namespace() {
        return text("namespace");
    }

    public String uid() {
        return text("uid");
    }

    /// Decimal text, empty when absent.
    public String resourceVersion() {
        return text("resourceVersion");
    }

    /// 0 when absent.
    public long generation() {
        return metadata().path("generation").asLong(0);
    }

    public Optional<Instant> creationTimestamp() {
        return KubernetesTime.parse(text("creationTimestamp"));
    }

    public Optional<Instant> deletionTimestamp() {
        return KubernetesTime.parse(text("deletionTimestamp"));
    }

    public boolean isTerminating() {
        return metadata().path("deletionTimestamp").isTextual();
    }

    public List<String> finalizers() {
        List<String> names = new ArrayList<>();
        metadata().path("finalizers").forEach(name -> names.add(name.asText()));

        return names;
    }

    /// Sorted by key.
    public Map<String, String> labels() {
        return textMap("labels");
    }

    /// One label without building the map; null when the object does not have it.
    public @Nullable String label(String key) {
        JsonNode value = metadata().path("labels").path(key);

        return value.isMissingNode() ? null : value.asText("");
    }

    /// Sorted by key.
    public Map<String, String> annotations() {
        return textMap("annotations");
    }

    /// The raw `metadata` object; missing when the tree has none. Not to be changed.
    public JsonNode metadata() {
        return object.path("metadata");
    }

    /// The raw `metadata` object for writing, created when absent or null.
    public ObjectNode writable() {
        JsonNode metadata = object.get("metadata");

        return metadata instanceof ObjectNode node ? node : object.putObject("metadata");
    }

    /// Sets a text field; empty text removes it.
    public void set(String field, String value) {
        if (value.isEmpty()) {
            writable().remove(field);
        } else {
            writable().put(field, value);
        }
    }

    /// Sets `generation`; 0 removes it.
    public void setGeneration(long generation) {
        if (generation == 0) {
            writable().remove("generation");
        } else {
            writable().put("generation", generation);
        }
    }

    /// Replaces the finalizers; an empty list removes the field.
    public void setFinalizers(List<String> finalizers) {
        if (finalizers.isEmpty()) {
            writable().remove("finalizers");
        } else {
            finalizers.forEach(writable().putArray("finalizers")::add);
        }
    }

    private String text(String field) {
        return metadata().path(field).asText("");
    }

    private Map<String, String> textMap(String field) {
        Map<String, String> map = new TreeMap<>();
        metadata()
                .path(field)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText("")));

        return map;
    }
}
