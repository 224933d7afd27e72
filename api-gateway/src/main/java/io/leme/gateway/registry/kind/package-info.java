/// The built-in kinds, each a strategy: what is special about it and nothing else.
///
/// A kind is added by writing its strategy and naming it in
/// [io.leme.gateway.registry.kind.BuiltInKinds]. Facts are those of Kubernetes' own strategies and
/// printers; error texts are exact, for people search for them.
///
/// Called by the wiring root, once.
@NullMarked
package io.leme.gateway.registry.kind;

import org.jspecify.annotations.NullMarked;
