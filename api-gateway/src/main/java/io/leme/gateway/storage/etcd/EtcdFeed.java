package io.leme.gateway.storage.etcd;

import io.leme.client.watch.Watcher;
import io.leme.gateway.storage.keyed.KeySpace;

/// A feed that is a watcher of the client.
///
/// @param watcher resumes by itself after a broken connection
record EtcdFeed(Watcher watcher) implements KeySpace.Feed {
    @Override
    public void requestProgress() {
        watcher.requestProgress();
    }

    @Override
    public void close() {
        watcher.close();
    }
}
