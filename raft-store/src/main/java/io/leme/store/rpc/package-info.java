/// The client port: etcd's gRPC services, and the HTTP face beside them.
///
/// One class per gRPC service. Each method checks the shape of the request, turns wire into domain,
/// asks `service` or `watch`, and turns the answer or the error back into wire. Methods run on the
/// event loop and never block. RPCs that are not there yet answer UNIMPLEMENTED, which is what the
/// generated base classes do.
///
/// This is the only package of the store that sees gRPC, generated classes and the HTTP engine.
@NullMarked
package io.leme.store.rpc;

import org.jspecify.annotations.NullMarked;
