package io.leme.store.command;

import io.leme.store.error.StoreError;
import java.util.List;
import java.util.Optional;

/// What a command or a range gave. `revision` is the header revision that etcd would answer with;
/// inside a transaction it is the per-operation header revision (etcd's rule for each kind).
public sealed interface Result {
    record Putted(long revision, Optional<KeyValue> previous) implements Result {}

    record Deleted(long revision, long count, List<KeyValue> previous) implements Result {}

    record Ranged(long revision, List<KeyValue> kvs, long count, boolean more) implements Result {}

    record TxnDone(long revision, boolean succeeded, List<Result> responses) implements Result {}

    record Compacted(long revision) implements Result {}

    record LeaseGranted(long revision, long id, long ttlSeconds) implements Result {}

    record LeaseRevoked(long revision) implements Result {}

    /// `known` is false when the alarm to end was not raised.
    record AlarmSwitched(boolean known) implements Result {}

    record LoggedIn(String token) implements Result {}

    /// An applied command that has nothing to say.
    record Done(long revision) implements Result {}

    /// The command was refused and had no effect.
    record Rejected(StoreError error) implements Result {}
}
