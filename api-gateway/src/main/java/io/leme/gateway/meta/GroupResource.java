package io.leme.gateway.meta;

/// A resource type without its version: the way error messages name types (`deployments.apps`).
///
/// @param group API group, empty for the core group
/// @param resource plural, lower case
public record GroupResource(String group, String resource) {
    public GroupResource {
        if (resource.isEmpty()) {
            throw new IllegalArgumentException("a resource needs a name");
        }
    }

    @Override
    public String toString() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
