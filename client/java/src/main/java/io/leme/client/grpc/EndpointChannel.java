package io.leme.client.grpc;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.leme.client.config.Endpoint;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// One member: its address and the connection to it, which is made when it is first needed.
final class EndpointChannel {
    private final int index;
    private final Endpoint endpoint;
    private final ManagedChannel channel;
    private final LongSupplier nanoTime;
    private final AtomicLong lastReconnectNanos;

    /// @param index its place in the pool
    EndpointChannel(int index, Endpoint endpoint, ManagedChannel channel, LongSupplier nanoTime) {
        this.index = index;
        this.endpoint = endpoint;
        this.channel = channel;
        this.nanoTime = nanoTime;
        this.lastReconnectNanos = new AtomicLong(nanoTime.getAsLong());
    }

    int index() {
        return index;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    ManagedChannel channel() {
        return channel;
    }

    /// Whether a call might get through: the last attempt to connect, if any, didn't fail.
    boolean looksReachable() {
        return channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE;
    }

    /// Connects again at once, rather than after the transport's own pause, which grows to minutes;
    /// at most once per interval, however many callers want it.
    void reconnect(Duration interval) {
        long now = nanoTime.getAsLong();
        long last = lastReconnectNanos.get();
        if (now - last >= interval.toNanos() && lastReconnectNanos.compareAndSet(last, now)) {
            channel.resetConnectBackoff();
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
