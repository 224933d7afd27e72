/// What a request asks for, read from its line and headers: pure values, no I/O.
///
/// Words: *request info* is the path and method read by the grammar of the API (`/api/v1/...`,
/// `/apis/GROUP/VERSION/...`); a *media range* is one clause of an `Accept` header; a *form* is the
/// shape an answer is wanted in (the object itself, a table of it, or its metadata alone).
///
/// Invariants: a request is classified before anyone is asked who sent it, and classifying it never
/// looks at a body. What can't be read is an `ApiException` of reason BadRequest or NotAcceptable.
///
/// Called by the steps of the handler chain and by the verbs.
@NullMarked
package io.leme.gateway.http.request;

import org.jspecify.annotations.NullMarked;
