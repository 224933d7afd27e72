/// Questions as resources: may I do this, who am I. They are created and never stored; the answer
/// is in the `status` of what comes back.
///
/// Invariants: a review asks the same authorizer as the handler chain does, so that it can't
/// promise what would be refused. Whoever asks about themselves needs no permission; asking about
/// others is an action like any other.
///
/// Called by the mains, which put these resources into the catalog beside the stored ones.
@NullMarked
package io.leme.gateway.review;

import org.jspecify.annotations.NullMarked;
