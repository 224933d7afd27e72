/// Rules that the author of a custom kind wrote in the Common Expression Language, in
/// `x-kubernetes-validations`.
///
/// Words. A **rule** is an expression that has to be true of the value, `self`, of the schema that
/// carries it; a **transition rule** speaks of the value before, `oldSelf`, too. An **estimate** is
/// what an expression can cost at most, told before there is any value; a **budget** is what the
/// rules of one object may cost when they run.
///
/// Invariants. Expressions are compiled against the types of the schema, and a definition whose
/// rules do not compile is refused, and so is one whose rules could cost too much by what the
/// schema says of the sizes of values: Kubernetes' estimate, with its numbers. An expression reads
/// its values and nothing else, and ends: what it costs is counted while it runs, too, in steps of
/// our own.
///
/// The functions are those of the language, its extensions for strings, sets, optional values and
/// comprehensions of two variables, and of Kubernetes' own the ones for lists, regular expressions,
/// quantities, addresses and networks, URLs, formats and versions.
///
/// Called by the strategy of custom kinds, and by the rules of their definitions.
@NullMarked
package io.leme.gateway.registry.expression;

import org.jspecify.annotations.NullMarked;
