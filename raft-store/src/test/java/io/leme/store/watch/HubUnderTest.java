package io.leme.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A hub over a scripted store, whose history is read on the hub's own thread, so that it is at
/// rest when a few messages have gone through it.
final class HubUnderTest implements AutoCloseable {
    /// A chunk of history takes two messages; no transcript needs more chunks than this.
    private static final int MESSAGES_TO_REST = 200;

    static final int MAX_REQUEST_BYTES = 0;

    final ScriptedStore store = new ScriptedStore();
    final AtomicReference<Throwable> failure = new AtomicReference<>();
    final WatchHub hub =
            new WatchHub(store, new TextEvents(), Runnable::run, MAX_REQUEST_BYTES, failure::set);

    HubUnderTest() {
        hub.start();
    }

    void commit(ScriptedStore.Change... changes) {
        hub.changed(List.of(store.commit(List.of(changes))));
    }

    /// Waits until the hub has nothing more to do.
    void rest() {
        for (int i = 0; i < MESSAGES_TO_REST; i++) {
            CountDownLatch through = new CountDownLatch(1);
            hub.run(through::countDown);
            await(through);
        }
    }

    private void await(CountDownLatch through) {
        try {
            assertThat(through.await(10, TimeUnit.SECONDS)).as("hub: %s", failure.get()).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        hub.close();
        assertThat(failure.get()).isNull();
    }
}
