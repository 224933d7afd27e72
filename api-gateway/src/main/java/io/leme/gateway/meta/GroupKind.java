package io.leme.gateway.meta;

/// A kind without its version: the way `Invalid` errors name types (`Deployment.apps`).
///
/// @param group API group, empty for the core group
/// @param kind CamelCase singular
public record GroupKind(String group, String kind) {
    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
