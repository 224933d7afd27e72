package io.leme.client;

import io.leme.client.fake.RecordedWatch;
import io.leme.client.kv.ByteSequence;
import io.leme.client.kv.KeyRange;
import io.leme.client.watch.WatchRequest;
import io.leme.client.watch.Watcher;
import java.util.concurrent.ExecutionException;

/// A watcher of everything under `a`, and what it has seen.
abstract class WatcherOfFakeEtcd extends ClientOfFakeEtcd {
    static final WatchRequest ALL_A = WatchRequest.of(KeyRange.prefix(ByteSequence.utf8("a")));

    final RecordedWatch seen = new RecordedWatch();

    /// Returns when the server has created it.
    final Watcher watch(WatchRequest request) throws ExecutionException, InterruptedException {
        Watcher watcher = client.watches().watch(request, seen);
        watcher.created().get();
        return watcher;
    }
}
