package io.leme.client.grpc;

/// Whether a request that got lost can be sent again.
enum CallKind {
    /// Doing it twice is the same as doing it once.
    READ,
    /// Doing it twice may differ; so it must not happen.
    WRITE
}
