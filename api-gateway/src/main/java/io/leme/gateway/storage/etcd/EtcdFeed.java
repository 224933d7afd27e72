package io.leme.gateway.storage.etcd;

import io.leme.client.watch.Watcher;
import io.leme.gateway.storage.keyed.KeySpace;

/// A feed that is a watcher of the client.
///
/// @param watcher resumes by itself after a broken connection
/// @param progress whether the store may be asked how far it is
record EtcdFeed(Watcher watcher, ProgressSupport progress) implements KeySpace.Feed {
    @Override
    public void requestProgress() {
        if (progress.isSound()) {
            watcher.requestProgress();
        }
    }

    @Override
    public void close() {
        watcher.close();
    }
}
