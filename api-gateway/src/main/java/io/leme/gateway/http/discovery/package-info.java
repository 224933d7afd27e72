/// What the API offers, in the three dialects in which clients ask: the plain documents (one per
/// group and version), and the aggregated document in version `v2` and its forerunner `v2beta1`.
///
/// Words: *discovery* is the list of groups, versions, resources and verbs; an *entity tag* names
/// the content of a document, so that a client that has it already is told no more than that.
///
/// Invariants: all dialects are made from the one catalog, once, when the gateway starts. Both
/// roots (`/api`, `/apis`) answer in the same dialect to the same `Accept` header, since clients
/// use the aggregated form only if both have it.
///
/// Called by the routes at the end of the handler chain.
@NullMarked
package io.leme.gateway.http.discovery;

import org.jspecify.annotations.NullMarked;
