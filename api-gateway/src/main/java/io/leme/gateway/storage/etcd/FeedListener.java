package io.leme.gateway.storage.etcd;

import io.leme.client.error.StoreException;
import io.leme.client.kv.KeyValue;
import io.leme.client.watch.WatchBatch;
import io.leme.client.watch.WatchEvent;
import io.leme.client.watch.WatchListener;
import io.leme.gateway.storage.keyed.KeySpace;
import io.leme.gateway.storage.keyed.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands what a watcher hears to the listener of a feed.
///
/// Threads. The client calls one at a time; a listener that waits for room makes the client stop
/// reading this feed's stream.
final class FeedListener implements WatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedListener.class);

    private final KeySpace.Listener listener;

    FeedListener(KeySpace.Listener listener) {
        this.listener = listener;
    }

    @Override
    public void onEvents(WatchBatch batch) {
        try {
            for (WatchEvent event : batch.events()) {
                tell(event);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            listener.onEnd(
                    new StorageFailure(StorageFailure.Kind.UNAVAILABLE, "interrupted", stopped));
        }
    }

    @Override
    public void onProgress(long revision) {
        try {
            listener.onProgress(revision);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            listener.onEnd(
                    new StorageFailure(StorageFailure.Kind.UNAVAILABLE, "interrupted", stopped));
        }
    }

    @Override
    public void onCompacted(long compactRevision) {
        listener.onEnd(
                new StorageFailure(
                        StorageFailure.Kind.COMPACTED, "compacted up to " + compactRevision));
    }

    @Override
    public void onError(StoreException error) {
        listener.onEnd(EtcdKeySpace.translate(error));
    }

    @Override
    public void onDisconnected(StoreException cause) {
        LOG.info("The watch of the store is interrupted and will resume: {}", cause.text());
    }

    private void tell(WatchEvent event) throws InterruptedException {
        KeyValue kv = event.kv();
        KeyValue previous = event.previous();
        byte[] before = previous == null ? null : previous.value().array();
        byte[] after = event.type() == WatchEvent.Type.PUT ? kv.value().array() : null;
        listener.onChange(kv.key().toUtf8(), before, after, kv.modRevision());
    }
}
