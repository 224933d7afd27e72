package io.leme.client.grpc;

import io.grpc.Metadata;

/// Asks a member that lost its leader to end a stream, rather than to keep it open and silent: then
/// it can go on elsewhere.
final class LeaderHeader {
    private static final Metadata.Key<String> HAS_LEADER =
            Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

    private LeaderHeader() {}

    static Metadata required() {
        Metadata headers = new Metadata();
        headers.put(HAS_LEADER, "true");
        return headers;
    }
}
