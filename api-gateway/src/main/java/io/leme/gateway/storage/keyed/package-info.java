/// An object store on any key-value store that has revisions, conditional writes and feeds of
/// changes.
///
/// Words. A [io.leme.gateway.storage.keyed.KeySpace] is that key-value store; one object is one
/// key, and its value is compact JSON without the resourceVersion, which is the revision of the
/// key's last change. A **feed** is the key space's stream of changes below a prefix.
///
/// Invariants. What differs between stores (the heap of tests, the store's client) is in the key
/// space alone; lists, tokens, update loops and error texts are here once. A write is sent once:
/// what the key space reports as unknown is told as 504.
///
/// Called through [io.leme.gateway.storage.ObjectStore].
@NullMarked
package io.leme.gateway.storage.keyed;

import org.jspecify.annotations.NullMarked;
