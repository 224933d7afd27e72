/// Who owns which fields of an object: the bookkeeping of `metadata.managedFields`, and server-side
/// apply, which merges by it.
///
/// Words. A **path element** names one step down from a value: a field (`f:name`), an element of a
/// list by its key fields (`k:{"name":"x"}`) or by its value (`v:"x"`). A **field set** is a tree
/// of such steps. A **manager** is a writer by name; its entry says what it wrote last, and whether
/// by applying (it wants exactly these) or by any other write.
///
/// Invariants. Sets are computed by the schema of the kind in its stored version; entries of other
/// versions are carried along as they are. What a write changes is taken from all other managers;
/// an apply that would change what another one owns is a conflict unless it is forced.
///
/// Called by `registry`.
@NullMarked
package io.leme.gateway.codec.fields;

import org.jspecify.annotations.NullMarked;
