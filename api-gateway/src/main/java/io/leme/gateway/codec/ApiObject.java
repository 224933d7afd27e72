package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A finished object: its tree, its version and its JSON text.
///
/// One that was built here has a tree, and its text is made when somebody wants it. One that came
/// from a store has its text, and its tree is read from that when somebody wants it and kept only
/// as long as they do: a tree takes six times the memory of its text, and lists, watches and single
/// reads send the text. What selectors ask for is remembered, so that selecting among many objects
/// reads each of them once.
///
/// The tree has `metadata.resourceVersion` set and is never changed.
///
/// Threads: any. Fields are written without a lock, for two readers that both make one make the
/// same.
public final class ApiObject {
    private final long resourceVersion;
    private volatile @Nullable NamespacedName name;
    private volatile @Nullable ObjectNode tree;
    private volatile @Nullable WeakReference<ObjectNode> passingTree;
    private volatile byte @Nullable [] json;
    private volatile @Nullable Map<String, String> labels;
    private volatile Map<String, String> fields = Map.of();

    private ApiObject(long resourceVersion) {
        this.resourceVersion = resourceVersion;
    }

    /// Takes the tree over: sets its version, and the caller must not change it any more. Version 0
    /// (a dry run that would create) leaves the field out.
    public static ApiObject own(ObjectNode tree, long resourceVersion) {
        ObjectMeta.of(tree)
                .set("resourceVersion", resourceVersion == 0 ? "" : Long.toString(resourceVersion));
        ApiObject object = new ApiObject(resourceVersion);
        object.tree = tree;

        return object;
    }

    /// An object as a store holds it.
    ///
    /// @param name by which the store holds it
    /// @param stored its compact JSON without a version, which is taken over
    /// @throws IOException when the text is no object; one that only begins like an object may be
    ///   found out later, by whoever wants its tree
    public static ApiObject stored(NamespacedName name, byte[] stored, long resourceVersion)
            throws IOException {
        byte[] text = StoredText.withVersion(stored, resourceVersion);
        if (text == null) {
            return own(JsonText.parseStored(stored), resourceVersion);
        }
        ApiObject object = new ApiObject(resourceVersion);
        object.name = name;
        object.json = text;

        return object;
    }

    /// An object that was just stored.
    ///
    /// @param tree taken over
    /// @param stored its compact JSON without a version
    public static ApiObject written(ObjectNode tree, byte[] stored, long resourceVersion) {
        ApiObject object = own(tree, resourceVersion);
        object.json = StoredText.withVersion(stored, resourceVersion);

        return object;
    }

    /// The same object at another version: a deletion tells the last state at the revision of the
    /// deletion.
    public ApiObject at(long otherVersion) {
        byte[] known = json;
        byte[] text =
                known == null
                        ? null
                        : StoredText.withOtherVersion(known, resourceVersion, otherVersion);
        if (text == null) {
            return own(copy(), otherVersion);
        }
        ApiObject object = new ApiObject(otherVersion);
        object.name = name();
        object.json = text;

        return object;
    }

    /// Shared; not to be changed.
    ///
    /// @throws io.leme.gateway.meta.ApiException InternalError when the store's text is no object:
    ///   somebody else wrote it
    public ObjectNode tree() {
        ObjectNode known = tree;
        WeakReference<ObjectNode> passing = passingTree;
        if (known == null && passing != null) {
            known = passing.get();
        }
        if (known == null) {
            known = read();
            passingTree = new WeakReference<>(known);
        }

        return known;
    }

    private ObjectNode read() {
        byte[] text = json;
        if (text == null) {
            throw new IllegalStateException("an object without tree and text");
        }
        try {
            return JsonText.parseStored(text);
        } catch (IOException notAnObject) {
            throw ApiErrors.internal(
                    "the value of " + name() + " is not an object: " + notAnObject.getMessage());
        }
    }

    /// A tree of the caller's own.
    public ObjectNode copy() {
        return tree == null ? read() : tree().deepCopy();
    }

    public ObjectMeta meta() {
        return ObjectMeta.of(tree());
    }

    public NamespacedName name() {
        NamespacedName known = name;
        if (known == null) {
            known = NamespacedName.of(meta());
            name = known;
        }

        return known;
    }

    /// Store revision of the last change.
    public long resourceVersion() {
        return resourceVersion;
    }

    /// Null when the object does not have the label.
    public @Nullable String label(String key) {
        Map<String, String> known = labels;
        if (known == null) {
            known = Map.copyOf(meta().labels());
            labels = known;
        }

        return known.get(key);
    }

    /// The text of a selectable field, empty when it is absent.
    ///
    /// @param reader of the object's type: what it says of a field is remembered, and another
    ///   reader must say the same
    public String field(String field, BiFunction<ObjectNode, String, String> reader) {
        String known = fields.get(field);
        if (known == null) {
            known = reader.apply(tree(), field);
            var more = new HashMap<>(fields);
            more.put(field, known);
            fields = Map.copyOf(more);
        }

        return known;
    }

    /// Compact JSON text, UTF-8; shared, not to be changed.
    public byte[] json() {
        byte[] known = json;
        if (known == null) {
            known = JsonText.compact(tree());
            json = known;
        }

        return known;
    }
}
