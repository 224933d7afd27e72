package io.leme.store.storage;

import java.time.Duration;

/// Counts who uses something that must not vanish under its users, such as native memory: it is
/// closed only when nobody is inside, and nobody enters once it closes.
///
/// Threads: any. Entering and leaving are short and uncontended against a storage access.
public final class Occupancy {
    private final String name;
    private int inside;
    private boolean closed;

    /// `name` is for messages.
    public Occupancy(String name) {
        this.name = name;
    }

    /// @throws IllegalStateException when closed
    public synchronized void enter() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        inside++;
    }

    public synchronized void leave() {
        if (inside == 0) {
            throw new IllegalStateException(name + " was left more often than entered");
        }
        if (--inside == 0) {
            notifyAll();
        }
    }

    /// Lets nobody in any more and waits until all have left. False when already closed.
    ///
    /// @throws StorageException when somebody is still inside after `patience`; it stays closed
    public synchronized boolean close(Duration patience) {
        if (closed) {
            return false;
        }
        closed = true;
        awaitEmpty(System.nanoTime() + patience.toNanos());
        return true;
    }

    private void awaitEmpty(long deadlineNanos) {
        boolean interrupted = false;
        while (inside > 0) {
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new StorageException(
                        "%s is still used by %d readers and cannot be closed"
                                .formatted(name, inside));
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
