/// Rules that the author of a custom kind wrote in the Common Expression Language, in
/// `x-kubernetes-validations`.
///
/// Words. A **rule** is an expression that has to be true of the value, `self`, of the schema that
/// carries it; a **transition rule** speaks of the value before, `oldSelf`, too. A **budget** is
/// what the rules of one object may cost.
///
/// Invariants. Expressions are compiled against the types of the schema, and a definition whose
/// rules do not compile is refused. An expression reads its values and nothing else, and ends: what
/// it may cost is counted while it runs. Kubernetes also estimates the worst cost beforehand and
/// refuses rules that may exceed it; that estimate is not made here.
///
/// The functions are those of the language, its extensions for strings, sets, optional values and
/// comprehensions of two variables, and of Kubernetes' own the ones for lists, regular expressions,
/// quantities, addresses and networks, URLs, formats and versions.
///
/// Called by the strategy of custom kinds, and by the rules of their definitions.
@NullMarked
package io.leme.gateway.registry.expression;

import org.jspecify.annotations.NullMarked;
