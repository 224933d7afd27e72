/// The store judged from outside: real processes, real sockets, real clients.
///
/// Nothing here reaches into the store. A member is a process with flags, ports, a directory and a
/// log file; what is known of it is what a client, a signal or an exit code tells. Where etcd is
/// the measure, the real etcd runs beside it and is asked the same.
///
/// - `process`: members and clusters as processes, links that can be cut, a raw gRPC client.
/// - `differential`: the same random requests to etcd and to the store, answers compared.
/// - `etcdctl`: the same commands to both, what they print compared.
/// - `jetcd`: the Java client of the etcd project against three members, alone and beside
///   `etcdctl`.
/// - `access`: peers by their certificates, users by their tokens.
/// - `fuzz`: what no client sends, from random bytes to peers that never read.
/// - `backup`: snapshots saved and restored, and the state of an etcd taken over.
/// - `fault`: members killed, stopped and cut off under load; what was acknowledged must stay.
///
/// All tests carry the tag `process`. Programs that are not installed skip their tests with a
/// reason, unless `LEME_REQUIRE_PROGRAMS=true`: then their absence is a failure.
@NullMarked
package io.leme.store.judge;

import org.jspecify.annotations.NullMarked;
