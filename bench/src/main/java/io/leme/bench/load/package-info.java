/// Sends requests and measures them, over plain gRPC so that no client library's cost stands
/// between the driver and the server.
///
/// A [io.leme.bench.load.Load] knows how to start one request; a [io.leme.bench.load.LoadDriver]
/// decides when: closed loop (a fixed number in flight, the next starts when one ends) or open loop
/// (a fixed arrival rate, latency counted from the moment a request was due, so that a stalled
/// server cannot hide its stall).
@NullMarked
package io.leme.bench.load;

import org.jspecify.annotations.NullMarked;
