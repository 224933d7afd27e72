package io.leme.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What an object calls itself by `apiVersion` and `kind`.
///
/// @param group API group, empty for the core group
/// @param version for example `v1`
/// @param kind CamelCase singular
public record GroupVersionKind(String group, String version, String kind) {
    /// The kind an object tree claims to be; absent fields read as empty text.
    public static GroupVersionKind of(ObjectNode object) {
        GroupVersion groupVersion = GroupVersion.parse(object.path("apiVersion").asText(""));

        return groupVersion.kind(object.path("kind").asText(""));
    }

    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    public GroupKind groupKind() {
        return new GroupKind(group, kind);
    }

    /// The text of the `apiVersion` field.
    public String apiVersion() {
        return groupVersion().toString();
    }

    @Override
    public String toString() {
        return apiVersion() + ", Kind=" + kind;
    }
}
