package io.leme.store.rpc;

import io.grpc.ServerCall.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call that begins later than it came. What happens to it before is kept in its order; that is
/// next to nothing, as no message comes to a call that has not asked for one.
///
/// Threads: one starts it, another one of gRPC's brings events; they take turns.
final class PostponedCall<Q> extends Listener<Q> {
    private final List<Consumer<Listener<Q>>> early = new ArrayList<>();
    private @Nullable Listener<Q> started;

    synchronized void start(Supplier<Listener<Q>> call) {
        Listener<Q> listener = call.get();
        started = listener;
        early.forEach(event -> event.accept(listener));
        early.clear();
    }

    @Override
    public void onMessage(Q message) {
        pass(listener -> listener.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        pass(Listener::onHalfClose);
    }

    @Override
    public void onCancel() {
        pass(Listener::onCancel);
    }

    @Override
    public void onComplete() {
        pass(Listener::onComplete);
    }

    @Override
    public void onReady() {
        pass(Listener::onReady);
    }

    private synchronized void pass(Consumer<Listener<Q>> event) {
        if (started == null) {
            early.add(event);
        } else {
            event.accept(started);
        }
    }
}
