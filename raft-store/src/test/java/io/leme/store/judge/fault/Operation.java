package io.leme.store.judge.fault;

import org.jspecify.annotations.Nullable;

/// What a client did, when, and what came of it. Times are `System.nanoTime`.
sealed interface Operation {
    /// The end of an operation whose answer never came.
    long NEVER = Long.MAX_VALUE;

    long invoked();

    long returned();

    /// A put of a value nobody else puts.
    ///
    /// @param revision where it was acknowledged; 0 when it was not, and may have happened or not
    record Write(String key, String value, long invoked, long returned, long revision)
            implements Operation {
        boolean acknowledged() {
            return revision > 0;
        }
    }

    /// An answered linearizable read of one key.
    ///
    /// @param revision the store's, as the answer's header has it
    /// @param value what was there; null for nothing
    record Read(String key, long invoked, long returned, long revision, @Nullable String value)
            implements Operation {}
}
