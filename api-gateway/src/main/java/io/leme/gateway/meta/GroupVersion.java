package io.leme.gateway.meta;

/// An API group and one of its versions; written `v1` in the core group and `apps/v1` elsewhere.
///
/// @param group API group, empty for the core group
/// @param version for example `v1`
public record GroupVersion(String group, String version) implements Comparable<GroupVersion> {
    /// Reads the `apiVersion` field of an object. Any text is accepted; what is not served is found
    /// out by look-up.
    public static GroupVersion parse(String apiVersion) {
        int slash = apiVersion.indexOf('/');

        return slash < 0
                ? new GroupVersion("", apiVersion)
                : new GroupVersion(apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
    }

    public GroupVersionKind kind(String kind) {
        return new GroupVersionKind(group, version, kind);
    }

    public GroupVersionResource resource(String resource) {
        return new GroupVersionResource(group, version, resource);
    }

    @Override
    public int compareTo(GroupVersion other) {
        int byGroup = group.compareTo(other.group);

        return byGroup != 0 ? byGroup : version.compareTo(other.version);
    }

    @Override
    public String toString() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
