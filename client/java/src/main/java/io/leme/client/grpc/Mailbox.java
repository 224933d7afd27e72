package io.leme.client.grpc;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to a listener: one at a time, in order, on the caller's executor.
///
/// It takes whatever it is given, and says when that is more than its limit; whoever fills it has
/// to stop then until it hears that there is room. Nothing is called before [#deliver], so that it
/// can be filled under a lock and delivered without. Any thread may do either.
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    /// So that one busy listener doesn't keep a thread from the others.
    private static final int CALLS_PER_TURN = 64;

    private final Consumer<Runnable> executor;
    private final long limit;
    private final Runnable room;
    private final Queue<Letter> letters = new ArrayDeque<>();
    private long held;
    private boolean overfull;
    private boolean working;
    private boolean sealed;

    private record Letter(long weight, Runnable call) {}

    /// @param limit weight that may wait
    /// @param room called, on the executor, when half of the limit is free again after it was
    ///   exceeded
    Mailbox(Consumer<Runnable> executor, long limit, Runnable room) {
        this.executor = executor;
        this.limit = limit;
        this.room = room;
    }

    /// Adds a call, unless the last one was already given.
    ///
    /// @return whether more waits now than should
    synchronized boolean put(long weight, Runnable call) {
        if (sealed) {
            return false;
        }
        letters.add(new Letter(weight, call));
        held += weight;
        overfull = overfull || held > limit;
        return overfull;
    }

    /// Adds the last call, after what waits.
    synchronized void seal(Runnable last) {
        put(0, last);
        sealed = true;
    }

    /// Drops what waits, unless the last call was already given.
    synchronized void clear() {
        if (!sealed) {
            letters.clear();
            held = 0;
        }
    }

    /// Has the calls that wait made.
    void deliver() {
        synchronized (this) {
            if (working || letters.isEmpty()) {
                return;
            }
            working = true;
        }
        executor.accept(this::work);
    }

    private void work() {
        for (int i = 0; i < CALLS_PER_TURN && callNext(); i++) {
            tellRoom();
        }
        synchronized (this) {
            working = false;
        }
        deliver();
    }

    private boolean callNext() {
        Letter letter;
        synchronized (this) {
            letter = letters.poll();
        }
        if (letter == null) {
            return false;
        }
        try {
            letter.call.run();
        } catch (RuntimeException thrown) {
            LOG.warn("a listener failed where nobody can be told", thrown);
        }
        synchronized (this) {
            held = Math.max(0, held - letter.weight);
        }
        return true;
    }

    private void tellRoom() {
        synchronized (this) {
            if (!overfull || held > limit / 2) {
                return;
            }
            overfull = false;
        }
        room.run();
    }
}
