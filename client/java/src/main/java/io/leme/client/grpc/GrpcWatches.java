package io.leme.client.grpc;

import io.leme.client.watch.WatchListener;
import io.leme.client.watch.WatchRequest;
import io.leme.client.watch.Watcher;
import io.leme.client.watch.Watches;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Watchers over the Watch service: one stream for all that share, and one each for those that
/// don't.
final class GrpcWatches implements Watches, AutoCloseable {
    private final ClientContext context;
    private final long bufferBytes;
    private final WatchStream shared;
    private final Set<WatchStream> separate = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastId = new AtomicLong();

    GrpcWatches(ClientContext context, long bufferBytes) {
        this.context = context;
        this.bufferBytes = bufferBytes;
        this.shared = new WatchStream(context, () -> {});
    }

    @Override
    public Watcher watch(WatchRequest request, WatchListener listener) {
        WatchStream stream = request.ownStream() ? newStream() : shared;
        WatchSession session =
                new WatchSession(
                        lastId.incrementAndGet(),
                        request,
                        listener,
                        stream,
                        bufferBytes,
                        context::tell);
        stream.add(session);
        return session;
    }

    private WatchStream newStream() {
        WatchStream[] itself = new WatchStream[1];
        WatchStream stream = new WatchStream(context, () -> separate.remove(itself[0]));
        itself[0] = stream;
        separate.add(stream);
        return stream;
    }

    @Override
    public void close() {
        shared.close();
        separate.forEach(WatchStream::close);
    }
}
