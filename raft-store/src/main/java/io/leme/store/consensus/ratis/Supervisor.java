package io.leme.store.consensus.ratis;

import io.leme.store.consensus.Halt;

/// Ends the member when Ratis would leave it alive but useless: it closes a log or a server after
/// an error and lets the process live on, deaf and answering nothing.
final class Supervisor extends ThreadGroup {
    private final Halt halt;
    private volatile boolean closing;

    Supervisor(String name, Halt halt) {
        super(name);
        this.halt = halt;
    }

    /// From now on the end of the log is what was asked for.
    void closing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /// Always fatal: an error in applying, or in writing the log.
    void broken(String what, Throwable cause) {
        halt.halt(what, cause);
    }

    /// Fatal unless this member is being closed.
    void ended(String what) {
        if (!closing) {
            halt.halt(what, new IllegalStateException(what));
        }
    }

    /// All threads of the log live in this group.
    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        if (!closing) {
            halt.halt("thread " + thread.getName() + " of the log died", cause);
        }
    }
}
