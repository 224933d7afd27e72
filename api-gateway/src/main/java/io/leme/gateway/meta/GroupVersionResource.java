package io.leme.gateway.meta;

/// A resource type as a URL names it.
///
/// @param group API group, empty for the core group
/// @param version for example `v1`
/// @param resource plural, lower case
public record GroupVersionResource(String group, String version, String resource) {
    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    public GroupResource groupResource() {
        return new GroupResource(group, resource);
    }
}
