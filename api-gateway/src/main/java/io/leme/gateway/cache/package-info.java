/// Objects in memory: each type is read once, then followed by one watch of the store.
///
/// Words. The **feed** of a type is that watch; the **history** is the bounded list of its last
/// changes, from which watches start in the past; the cache's **revision** is the store revision up
/// to which nothing is missing in it.
///
/// Invariants. A list without resourceVersion is linearizable: it reads the store's current
/// revision through a quorum and waits until the cache has reached it (the feed is asked for
/// progress, so that other types' writes move it too). What the cache can't say (old revisions,
/// later pages) it asks the store below. When the feed's revisions are compacted away, the type is
/// read anew, and open watches end with 410 so that their clients do the same.
///
/// Threads. One feeder per type changes the state; readers copy references under the same lock and
/// select outside of it.
///
/// Called through [io.leme.gateway.storage.ObjectStore]; made by the wiring root.
@NullMarked
package io.leme.gateway.cache;

import org.jspecify.annotations.NullMarked;
