package io.leme.store.storage.rocksdb;

import java.util.function.LongConsumer;

/// Is told how long things took, in nanoseconds, on the threads that did them.
///
/// @param write what makes one entry of the log visible
/// @param compact a compaction that was asked for
/// @param checkpoint a copy of the whole state
public record RocksTimes(LongConsumer write, LongConsumer compact, LongConsumer checkpoint) {
    /// Nobody wants to know.
    public static final RocksTimes UNTOLD = new RocksTimes(nanos -> {}, nanos -> {}, nanos -> {});
}
