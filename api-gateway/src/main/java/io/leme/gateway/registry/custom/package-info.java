/// Kinds that are defined by objects: custom resource definitions, and what is served because of
/// them.
///
/// Words. A **definition** is an object of the kind CustomResourceDefinition; it has **versions**,
/// of which one is stored. A **structural schema** says the fields of a version.
///
/// Invariants. Custom kinds come into the catalog by the same door as built-in ones: a strategy and
/// a store. A definition is established in the write that makes it, and served as soon as its watch
/// has told of it; other gateways hear of it the same way. A definition that is being deleted is
/// served until its objects are gone, and goes then.
///
/// Called by the wiring root.
@NullMarked
package io.leme.gateway.registry.custom;

import org.jspecify.annotations.NullMarked;
