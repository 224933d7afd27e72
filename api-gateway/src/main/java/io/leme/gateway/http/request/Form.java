package io.leme.gateway.http.request;

/// The shape in which the objects of an answer are wanted.
public sealed interface Form {
    /// The objects themselves.
    record Plain() implements Form {}

    /// Rows for people, as `kubectl get` prints them.
    ///
    /// @param version `v1`, or `v1beta1` for clients from before 2019; the shape is the same
    record Table(String version) implements Form {}

    /// The metadata of one object, or of each of a list, and nothing else.
    ///
    /// @param version `v1` or `v1beta1`
    record Metadata(String version) implements Form {}
}
