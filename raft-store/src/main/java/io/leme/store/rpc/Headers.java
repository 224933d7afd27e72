package io.leme.store.rpc;

import io.leme.store.consensus.Leadership;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import io.leme.wire.rpc.ResponseHeader;

/// Response headers: who answered, at which revision and term.
final class Headers {
    private final long clusterId;
    private final Leadership leadership;
    private final ViewSource views;

    Headers(long clusterId, Leadership leadership, ViewSource views) {
        this.clusterId = clusterId;
        this.leadership = leadership;
        this.views = views;
    }

    ResponseHeader at(long revision) {
        return ResponseHeader.newBuilder()
                .setClusterId(clusterId)
                .setMemberId(leadership.self())
                .setRevision(revision)
                .setRaftTerm(leadership.term())
                .build();
    }

    long term() {
        return leadership.term();
    }

    /// At the store's revision now.
    ResponseHeader current() {
        return at(currentRevision());
    }

    long currentRevision() {
        try (View view = views.open()) {
            return view.revision();
        }
    }
}
