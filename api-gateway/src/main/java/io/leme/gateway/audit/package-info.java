/// What happened: one event per request, for the record.
///
/// Words: an *audit id* names a request across client, gateway and log; a *trail* is where events
/// go.
///
/// Invariants: an event is recorded when its request has been answered, whatever the answer was,
/// and holds no body and no credentials.
///
/// Called by the outermost step of the handler chain.
@NullMarked
package io.leme.gateway.audit;

import org.jspecify.annotations.NullMarked;
