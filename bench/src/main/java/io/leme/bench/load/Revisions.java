package io.leme.bench.load;

import io.leme.wire.rpc.KVGrpc;

/// The store's revision, by a linearizable read.
final class Revisions {
    private Revisions() {}

    static long latest(Connections connections, Keys keys) {
        return KVGrpc.newBlockingStub(connections.get(0))
                .range(Loads.all(keys).setLimit(1).setKeysOnly(true).build())
                .getHeader()
                .getRevision();
    }
}
