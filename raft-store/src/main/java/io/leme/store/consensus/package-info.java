/// What the store needs of a replicated log, said without naming one: an ordered log of opaque
/// entries, who leads, reads that are confirmed by a quorum, and calls between members.
///
/// Its one implementation is `consensus.ratis`; only bytes cross that border.
@NullMarked
package io.leme.store.consensus;

import org.jspecify.annotations.NullMarked;
