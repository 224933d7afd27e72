package io.leme.bench.load;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Runs a load a fixed number of times as fast as it goes, to fill a store. One use.
public final class Burst {
    private static final long PATIENCE_MINUTES = 10;

    private final Load load;
    private final long requests;
    private final int inFlight;
    private final AtomicLong next = new AtomicLong();
    private final CountDownLatch ended;
    private final AtomicReference<Optional<Throwable>> failure =
            new AtomicReference<>(Optional.empty());

    public Burst(Load load, long requests, int inFlight) {
        this.load = load;
        this.requests = requests;
        this.inFlight = (int) Math.min(inFlight, requests);
        this.ended = new CountDownLatch(this.inFlight);
    }

    /// @throws IllegalStateException when a request failed or it took longer than ten minutes
    public void run() throws InterruptedException {
        for (int slot = 0; slot < inFlight; slot++) {
            startNext(slot % load.lanes());
        }
        if (!ended.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("filling the store took too long");
        }
        failure.get()
                .ifPresent(cause -> {
                    throw new IllegalStateException(
                            "the store could not be filled: " + cause, cause);
                });
    }

    private void startNext(int lane) {
        long number = next.getAndIncrement();
        if (number >= requests || failure.get().isPresent()) {
            ended.countDown();
            return;
        }
        load.start(
                lane,
                number,
                new Load.Done() {
                    @Override
                    public void succeeded() {
                        startNext(lane);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        failure.compareAndSet(Optional.empty(), Optional.of(cause));
                        ended.countDown();
                    }
                });
    }
}
