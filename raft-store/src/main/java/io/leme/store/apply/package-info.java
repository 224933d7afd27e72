/// The state machine: the only package that writes state. A pure function of state and envelope: no
/// clock, no chance, no thread, no setting that may differ between members.
///
/// An *entry* is one envelope of the log with its position. [io.leme.store.apply.Applier] runs its
/// commands in order, each seeing what the ones before it did; a *guard* may refuse a command by
/// looking at the state; what is refused leaves no trace and is answered with its error. Data,
/// revision and applied index are then written in one batch, the new instant is published, and the
/// [io.leme.store.apply.Observer] is told, in this order.
///
/// Invariants: an entry at or below the applied index is skipped, so replay after a crash is
/// harmless. Anything else than an answered refusal (an entry that cannot be read, storage that
/// fails, rows that contradict each other) is thrown, and the member stops.
///
/// Called by the log, as its [io.leme.store.consensus.ReplicatedState], and by everyone who reads,
/// as the [io.leme.store.mvcc.ViewSource].
@NullMarked
package io.leme.store.apply;

import org.jspecify.annotations.NullMarked;
