/// Who is calling: from what a request carries to a name, groups, or a refusal.
///
/// Words: *credentials* are what came with the request and its connection; a *user* is the answer.
/// An authenticator either knows the caller, finds nothing that is its business, or refuses; a
/// refusal is final, so that a bad token never falls back to being nobody in particular.
///
/// Invariants: every known user is in the group `system:authenticated`. Nothing here decides what a
/// user may do, and no secret is ever part of a message or a log line.
///
/// Called by the authentication step of the handler chain.
@NullMarked
package io.leme.gateway.authn;

import org.jspecify.annotations.NullMarked;
