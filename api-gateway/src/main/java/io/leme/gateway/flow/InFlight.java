package io.leme.gateway.flow;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// The places for requests being worked on. Safe for use by many threads; never blocks.
public final class InFlight {
    /// kube-apiserver's `--max-requests-inflight`.
    public static final int DEFAULT_MAX_READING = 400;

    /// kube-apiserver's `--max-mutating-requests-inflight`.
    public static final int DEFAULT_MAX_CHANGING = 200;

    private final Semaphore reading;
    private final Semaphore changing;

    public InFlight(int maxReading, int maxChanging) {
        this.reading = new Semaphore(maxReading);
        this.changing = new Semaphore(maxChanging);
    }

    /// A place that must be closed when the request is answered, or nothing if all are taken.
    public Optional<Place> enter(boolean changes) {
        Semaphore places = changes ? changing : reading;
        return places.tryAcquire() ? Optional.of(new Place(places)) : Optional.empty();
    }

    /// The right to be worked on.
    public static final class Place implements AutoCloseable {
        private final Semaphore places;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Place(Semaphore places) {
            this.places = places;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                places.release();
            }
        }
    }
}
