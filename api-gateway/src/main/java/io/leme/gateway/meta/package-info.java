/// Pure values of the Kubernetes API: names of kinds and resources, the metadata view, versions,
/// selectors, options and Status.
///
/// Words. An **object tree** is a Jackson `ObjectNode`. A tree that came out of a store or a cache
/// is shared by many readers and is never changed; whoever wants another one takes a `deepCopy()`
/// first and owns that copy until it is handed on. A **resource** is the plural word of a URL
/// (`configmaps`), a **kind** the word inside an object (`ConfigMap`). A **resource version** is
/// the store's revision, a decimal number that rises across all types.
///
/// Invariants. Nothing here does I/O, reads a clock or knows another package of ours. Records check
/// themselves when they are built. A mistake of the caller is an
/// [io.leme.gateway.meta.ApiException] that carries the exact Status body.
///
/// Called by every other package of the gateway.
@NullMarked
package io.leme.gateway.meta;

import org.jspecify.annotations.NullMarked;
