package io.leme.bench.load;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/// Runs a load a fixed number of times as fast as it goes, to fill a store. One use.
public final class Burst {
    private static final int TOLD_EVERY_SECONDS = 10;

    /// As many times nothing has ended, and nothing will.
    private static final int PATIENCE = 6;

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

    /// @throws IllegalStateException when a request failed or none ended for a minute
    public void run() throws InterruptedException {
        run(done -> {});
    }

    /// The same, and tells every ten seconds how many requests were started.
    public void run(LongConsumer progress) throws InterruptedException {
        for (int slot = 0; slot < inFlight; slot++) {
            startNext(slot % load.lanes());
        }
        long before = 0;
        int idle = 0;
        while (!ended.await(TOLD_EVERY_SECONDS, TimeUnit.SECONDS)) {
            long now = Math.min(next.get(), requests);
            progress.accept(now);
            idle = now == before ? idle + 1 : 0;
            if (idle == PATIENCE) {
                throw new IllegalStateException("the store stopped answering while it was filled");
            }
            before = now;
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
