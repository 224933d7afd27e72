package io.leme.store.consensus.ratis;

import java.io.IOException;

/// The log on disk cannot be used, and starting over it would lose or mix data. The message says
/// what is wrong, in one line, for whoever starts the member.
public final class UnusableLogException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableLogException(String message) {
        super(message);
    }
}
