/// What may be written: plugins that change an object before it is stored, then plugins that only
/// judge.
///
/// Invariants. All mutating plugins run before any validating one, in the order of the chain. A
/// refusal is an [io.leme.gateway.meta.ApiException], usually Forbidden.
///
/// Called by `registry` inside its write loops, so that a plugin may run more than once for one
/// request.
@NullMarked
package io.leme.gateway.admission;

import org.jspecify.annotations.NullMarked;
