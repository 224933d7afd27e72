package io.leme.gateway.http.request;

/// A request's path and method, read by the grammar of the API.
public sealed interface RequestInfo {
    /// The path as it came, without the query.
    String path();

    /// What is asked for, in the words of policies: for resources one of `get`, `list`, `watch`,
    /// `create`, `update`, `patch`, `delete`, `deletecollection`; else the method in lower case.
    String verb();

    /// Whether the answer may go on for as long as the client likes.
    default boolean isLongRunning() {
        return verb().equals("watch");
    }

    /// Whether the request is one that only reads.
    default boolean isReading() {
        return switch (verb()) {
            case "get", "list", "watch", "head", "options" -> true;
            default -> false;
        };
    }

    /// A request for a resource.
    ///
    /// @param group empty for the core group
    /// @param namespace empty for cluster-scoped resources and for all namespaces
    /// @param resource plural, as written
    /// @param name of the object, empty for a collection; also set when a field selector names it
    /// @param subresource empty for the object itself
    /// @param depth how many parts the path has from the resource on; more than 3 is no path of
    ///   ours
    record OfResource(
            String path,
            String verb,
            String group,
            String version,
            String namespace,
            String resource,
            String name,
            String subresource,
            int depth)
            implements RequestInfo {}

    /// A request for anything else: discovery, health, version.
    record OfPath(String path, String verb) implements RequestInfo {}
}
