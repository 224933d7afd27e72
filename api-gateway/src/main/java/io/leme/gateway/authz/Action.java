package io.leme.gateway.authz;

/// What a request asks to do.
public sealed interface Action {
    /// Something to a resource of the API.
    ///
    /// @param verb `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`,
    ///   `deletecollection`, or one that only policies know
    /// @param group empty for the core group
    /// @param resource plural, lower case
    /// @param subresource empty for the object itself
    /// @param namespace empty for cluster-scoped resources and for all namespaces
    /// @param name empty where the request names no object
    record OnResource(
            String verb,
            String group,
            String resource,
            String subresource,
            String namespace,
            String name)
            implements Action {}

    /// Something to a path outside the resources: discovery, health, version.
    ///
    /// @param verb the HTTP method in lower case
    record OnPath(String verb, String path) implements Action {}
}
