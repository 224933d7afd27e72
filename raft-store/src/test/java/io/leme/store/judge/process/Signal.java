package io.leme.store.judge.process;

import java.io.IOException;

/// The signals a test sends to a member.
enum Signal {
    STOP,
    CONT,
    TERM,
    KILL;

    void send(long pid) {
        try {
            int code =
                    new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name() + " " + pid + ": " + code);
            }
        } catch (IOException failure) {
            throw new IllegalStateException("cannot send signals", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
