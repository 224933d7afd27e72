package io.leme.store.base;

/// A monotonic clock in nanoseconds. Handed to whatever needs time, so that tests can drive it.
@FunctionalInterface
public interface Ticker {
    Ticker SYSTEM = System::nanoTime;

    long nanos();
}
