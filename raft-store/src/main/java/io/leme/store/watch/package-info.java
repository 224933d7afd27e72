/// Tells clients what changed.
///
/// Words: a *watcher* wants the events of a *selection* (a range and what to leave out) from a
/// revision on; a *stream* is one client's connection with any number of watchers. A watcher is
/// *synced* when it gets events as they are applied, and *lagging* when it reads them from history.
/// *Delivered* is the last revision that went to all synced watchers.
///
/// Invariants: a watcher gets every event of its selection once, in order, whole revisions at a
/// time. When a stream is told that it has everything up to a revision, it does. A client that
/// reads slowly costs a bounded amount of memory: its watchers leave the live path and come back
/// through history. Nothing here ever makes the apply thread wait.
///
/// All state belongs to one thread, the hub's; everyone else leaves it a message. Called by `rpc`
/// for clients and by `apply`'s observer for changes.
@NullMarked
package io.leme.store.watch;

import org.jspecify.annotations.NullMarked;
