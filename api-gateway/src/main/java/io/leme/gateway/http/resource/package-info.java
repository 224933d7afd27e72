/// Requests for resources: one class per verb, and the forms in which objects are answered.
///
/// Words: a *verb* answers one kind of request for any resource, since the engine behind it is
/// generic; a *rendition* is the bytes of an object, a list or an event in the encoding and form
/// that were agreed on with the client.
///
/// Invariants: verbs read and check what the request says, and leave every decision about objects
/// to the engine. The plain JSON of an object is never made here: it is the bytes its object
/// carries, made once and sent to all who ask.
///
/// Called by the routes at the end of the handler chain.
@NullMarked
package io.leme.gateway.http.resource;

import org.jspecify.annotations.NullMarked;
