/// Watches as their clients see them: which events a selection lets through, queues with a bound,
/// bookmarks and lifetimes.
///
/// Words. A **change** is what happened to an object, with the state before and after. A
/// **selection** turns it into what one watcher sees: an object that leaves the selection is
/// DELETED, one that enters is ADDED. A **session** is one client's watch: a bounded queue between
/// the one dispatcher of a type and the client's own pace.
///
/// Threads. One dispatcher offers changes to sessions and never waits; one reader per session takes
/// signals out. A session whose queue is full is ended, and its client comes back with the last
/// version it saw.
///
/// Called by `cache` and by stores; read by `http`.
@NullMarked
package io.leme.gateway.watch;

import org.jspecify.annotations.NullMarked;
