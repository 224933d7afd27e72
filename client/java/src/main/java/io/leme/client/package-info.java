/// The client library of Leme and of every store that speaks etcd v3.
///
/// Keys, watches and leases, in a blocking and in an asynchronous style. No gRPC or protobuf type
/// shows in its public face, so that an application is free in its choice of both.
@NullMarked
package io.leme.client;

import org.jspecify.annotations.NullMarked;
