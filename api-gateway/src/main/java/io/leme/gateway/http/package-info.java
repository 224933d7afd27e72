/// The face of the gateway: from an HTTP request to an answer.
///
/// Words: an *exchange* is one request with what has been found out about it so far; a *reply* is
/// what goes back, whole or as a stream; a *step* does one thing to every exchange; the *chain* is
/// the steps in the order in which they run, and can be read off [GatewayChain].
///
/// Invariants: 401 comes before 403 and 403 before 404, so that nobody learns what exists by being
/// told that they may not have it. A Status body is written in one place, [ErrorReplies]. Only
/// [ArmeriaServer] and what it calls know the HTTP engine; everything else sees exchanges and
/// replies, and can be tested without a port.
///
/// Threads: an exchange belongs to one virtual thread from its first step to the last byte of its
/// reply, so steps and verbs are plain blocking code. The engine's event loops only move bytes, but
/// for the streams that [StreamRounds] writes: a thousand watchers are not a thousand threads to
/// wake.
///
/// Called by the mains.
@NullMarked
package io.leme.gateway.http;

import org.jspecify.annotations.NullMarked;
