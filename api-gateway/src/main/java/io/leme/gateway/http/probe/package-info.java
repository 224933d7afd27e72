/// What operators and their tools ask a server about itself: is it alive, is it ready, which
/// version is it.
///
/// Words: a *check* looks at one thing the server needs; *alive* means that a restart would not
/// help, *ready* that requests will be answered.
///
/// Invariants: probes are answered to anyone, without credentials, so they say which check failed
/// but not why; the reason goes to the log.
///
/// Called by the routes at the end of the handler chain.
@NullMarked
package io.leme.gateway.http.probe;

import org.jspecify.annotations.NullMarked;
