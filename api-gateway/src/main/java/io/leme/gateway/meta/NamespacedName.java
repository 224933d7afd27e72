package io.leme.gateway.meta;

/// Identifies one object among those of its type.
///
/// @param namespace empty for cluster-scoped types
/// @param name never empty
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {
    public NamespacedName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an object needs a name");
        }
    }

    public static NamespacedName of(ObjectMeta meta) {
        return new NamespacedName(meta.namespace(), meta.name());
    }

    /// The order of lists: by stored key, `namespace/name`. Both parts are ASCII by validation, so
    /// that the order of characters is the store's order of bytes.
    @Override
    public int compareTo(NamespacedName other) {
        return path().compareTo(other.path());
    }

    /// The last part of the stored key: `namespace/name`, or `name` alone.
    public String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public String toString() {
        return path();
    }
}
