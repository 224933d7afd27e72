/// Calls as OpenTelemetry's traces, sent to a collector in its own protocol (OTLP over gRPC),
/// behind etcd's flags `--enable-distributed-tracing` and their kin.
///
/// A *span* is a call; its *stages* ([io.leme.store.telemetry.Stages]) are spans below it. A client
/// that is in a trace of its own says so in the metadata of the call (W3C's `traceparent`), and its
/// call belongs there. How many of the others are told of, `--distributed-tracing-sampling-rate`
/// says.
///
/// The only package that names OpenTelemetry. Made by the root, and only if traces are wanted:
/// otherwise not a class of it is loaded.
@NullMarked
package io.leme.store.tracing;

import org.jspecify.annotations.NullMarked;
