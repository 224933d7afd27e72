package io.leme.store.judge.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waiting for a condition, never for a time.
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Eventually() {}

    /// Returns once the condition holds; fails when it has not held within the bound.
    public static void eventually(Duration bound, String what, BooleanSupplier condition) {
        obtain(
                bound,
                () -> what,
                () -> condition.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    /// Returns the first value the supplier gives; fails when it gives none within the bound.
    public static <T> T obtain(
            Duration bound, Supplier<String> what, Supplier<Optional<T>> supplier) {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            Optional<T> value = supplier.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + bound + ": " + what.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
