/// The API described for machines: `/openapi/v3`, an index and one document per group and version,
/// and `/openapi/v2`, all of them in one document of the older form, which older clients know.
///
/// `kubectl` needs it before it creates, applies, replaces or explains anything: it looks for the
/// PATCH of a kind to learn whether the server checks fields and takes strategic merges, and for
/// the schemas to merge and explain by.
///
/// Invariants: the documents are made from the catalog and the schemas by which bodies are decoded,
/// so they can't say anything else than what the gateway does. Descriptions are short texts of our
/// own. A document's URL carries a hash of its content, so that clients may keep it for good.
///
/// Called by the routes at the end of the handler chain.
@NullMarked
package io.leme.gateway.http.openapi;

import org.jspecify.annotations.NullMarked;
