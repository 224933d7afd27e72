/// The resource engine: every verb once, for all kinds, and one declarative strategy per kind.
///
/// Words. A **definition** says what discovery, tables and selectors need to know of a kind; a
/// **strategy** adds its defaults, its preparations before writes and its rules. The **engine**
/// runs one strategy on one object store. The **catalog** is the list of what is served; a kind
/// enters only through it, and built-in kinds have no other door.
///
/// Invariants. No handler per kind. The engine sees stores only through `storage`. Trees that come
/// from a store are copied before they are changed.
///
/// Called by `http`.
@NullMarked
package io.leme.gateway.registry;

import org.jspecify.annotations.NullMarked;
