package io.leme.store.consensus;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/// What the log drives. [#apply] and [#advance] come from one thread, in log order. An exception
/// out of any of these is a broken member: the caller stops the process.
public interface ReplicatedState {
    /// The last entry whose effects are in the state. Must answer at any time, also before the log
    /// opens.
    LogPosition applied();

    /// The last entry whose effects survive a crash without the log.
    LogPosition durable();

    /// Applies an entry at a position above [#applied]. Entries at or below it are skipped.
    void apply(LogPosition position, ByteBuffer entry);

    /// The log moved over an entry of its own (configuration, start-up) that holds nothing for us.
    void advance(LogPosition position);

    /// Makes all that is applied at the time of the call durable and returns a position not before
    /// that. May be called while [#apply] runs, and must not hold it up.
    LogPosition flush();

    /// Writes a consistent copy (hard links where possible) to `directory`, which must not exist,
    /// and returns the position that it holds. May be called while [#apply] runs.
    LogPosition checkpoint(Path directory);

    /// Replaces the whole state by a copy that [#checkpoint] made elsewhere. `directory` is moved
    /// or consumed. Atomic against a crash: either the old or the new state opens afterwards.
    void replace(Path directory);
}
