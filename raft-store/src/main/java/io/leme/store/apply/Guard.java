package io.leme.store.apply;

import io.leme.store.command.Command;
import io.leme.store.error.StoreError;
import io.leme.store.storage.Reader;
import java.util.Optional;

/// Decides whether a command may run at all, before anything else looks at it. Guards stand in a
/// chain; the first refusal counts. A guard judges by the replicated state alone, so that every
/// member comes to the same answer.
@FunctionalInterface
public interface Guard {
    /// `state` includes what earlier commands of the entry have done.
    Optional<StoreError> refusal(Command command, Reader state);
}
