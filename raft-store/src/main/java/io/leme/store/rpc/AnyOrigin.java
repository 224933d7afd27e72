package io.leme.store.rpc;

import java.util.Map;

/// What tells browsers that pages of any origin may speak to this port, as etcd does unless it is
/// told otherwise.
final class AnyOrigin {
    /// On every answer.
    static final Map<String, String> HEADERS =
            Map.of(
                    "access-control-allow-methods", "POST, GET, OPTIONS, PUT, DELETE",
                    "access-control-allow-origin", "*",
                    "access-control-allow-headers", "accept, content-type, authorization");

    private AnyOrigin() {}
}
