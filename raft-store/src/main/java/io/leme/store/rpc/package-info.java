/// The client port: etcd's gRPC services, and the HTTP face beside them.
///
/// One class per gRPC service. Each method checks the shape of the request, turns wire into domain,
/// asks `service` or `watch`, and turns the answer or the error back into wire. Methods run on the
/// event loop and never block; what must wait, for other clients or for a slow reader of a stream,
/// runs on a virtual thread of its own.
///
/// This is the only package of the store that sees gRPC, generated classes and the HTTP engine.
@NullMarked
package io.leme.store.rpc;

import org.jspecify.annotations.NullMarked;
