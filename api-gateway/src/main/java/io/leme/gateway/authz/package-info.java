/// What a caller may do: the one place that policies fill.
///
/// Words: an *action* is what a request asks for, either on a resource (verb, group, resource,
/// subresource, namespace, name) or on a path; a *decision* allows it, or has no opinion.
///
/// Invariants: whatever no rule allows is denied. A member of `system:masters` may do everything,
/// so that an administrator can't be locked out by a policy.
///
/// Called by the authorization step of the handler chain, and by the access reviews, which ask the
/// same question on a caller's behalf.
@NullMarked
package io.leme.gateway.authz;

import org.jspecify.annotations.NullMarked;
