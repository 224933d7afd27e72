/// How much at once: bounds on the requests in progress.
///
/// Words: a *place* is the right to be worked on; *long-running* requests (watches) need none,
/// since they wait far more than they work. Reading and changing have bounds of their own, so that
/// a flood of one doesn't stop the other.
///
/// Invariants: a place taken is given back exactly once. A request that finds no place is turned
/// away at once rather than queued: the client knows best when to come back.
///
/// Called by the flow step of the handler chain, before authorization, as in Kubernetes.
@NullMarked
package io.leme.gateway.flow;

import org.jspecify.annotations.NullMarked;
