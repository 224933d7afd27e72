package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import org.jspecify.annotations.Nullable;

/// A finished object: its tree, its version, and its JSON text made at most once per reader race
/// and then shared.
///
/// The tree has `metadata.resourceVersion` set and is never changed.
public final class ApiObject {
    private final ObjectNode tree;
    private final long resourceVersion;

    /// Written without a lock: two readers may both encode, with the same result.
    private volatile byte @Nullable [] json;

    private ApiObject(ObjectNode tree, long resourceVersion) {
        this.tree = tree;
        this.resourceVersion = resourceVersion;
    }

    /// Takes the tree over: sets its version, and the caller must not change it any more. Version 0
    /// (a dry run that would create) leaves the field out.
    public static ApiObject own(ObjectNode tree, long resourceVersion) {
        ObjectMeta.of(tree)
                .set("resourceVersion", resourceVersion == 0 ? "" : Long.toString(resourceVersion));

        return new ApiObject(tree, resourceVersion);
    }

    /// The same object at another version: a deletion tells the last state at the revision of the
    /// deletion.
    public ApiObject at(long otherVersion) {
        return own(copy(), otherVersion);
    }

    /// Shared; not to be changed.
    public ObjectNode tree() {
        return tree;
    }

    /// A tree of the caller's own.
    public ObjectNode copy() {
        return tree.deepCopy();
    }

    public ObjectMeta meta() {
        return ObjectMeta.of(tree);
    }

    public NamespacedName name() {
        return NamespacedName.of(meta());
    }

    /// Store revision of the last change.
    public long resourceVersion() {
        return resourceVersion;
    }

    /// Compact JSON text, UTF-8; shared, not to be changed.
    public byte[] json() {
        byte[] known = json;
        if (known == null) {
            known = JsonText.compact(tree);
            json = known;
        }

        return known;
    }
}
