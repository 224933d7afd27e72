/// Objects of one type in a store: get, list, create, guaranteed update, delete, watch.
///
/// Words. An [io.leme.gateway.storage.ObjectStore] holds the objects of one resource type; its keys
/// are names, its versions are the revisions of the whole store. A **guaranteed update** reads,
/// asks a function what shall become of the object, and writes only if nobody wrote in between;
/// else it starts again, a bounded number of times. A **signal** is what a watch says next.
///
/// Invariants. Trees handed out are shared and never changed. A write whose outcome is not known is
/// reported (504) and never tried again. Every watch of one type sees the same events in the order
/// of revisions.
///
/// Implemented on the heap (tests), on the store's client (`storage.etcd`) and by the cache. Called
/// by `registry`.
@NullMarked
package io.leme.gateway.storage;

import org.jspecify.annotations.NullMarked;
