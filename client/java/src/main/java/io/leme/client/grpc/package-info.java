/// What speaks to the wire. The only package that sees gRPC and protocol buffers; its types are
/// public only as far as [io.leme.client] has to build them.
///
/// [Connection][io.leme.client.grpc.Connection] owns the pieces and wires them. An
/// [EndpointChannel][io.leme.client.grpc.EndpointChannel] is one member, an
/// [EndpointPool][io.leme.client.grpc.EndpointPool] all of them, and which one is next. Requests
/// with one answer go through [UnaryCalls][io.leme.client.grpc.UnaryCalls], which knows when they
/// may be sent again; watchers and renewals share streams that mend themselves.
///
/// Network threads only parse and hand over; everything of the caller's runs on the executor of the
/// settings. Each stream guards its state with one lock of its own, and calls nothing of the
/// caller's while it holds it.
@NullMarked
package io.leme.client.grpc;

import org.jspecify.annotations.NullMarked;
