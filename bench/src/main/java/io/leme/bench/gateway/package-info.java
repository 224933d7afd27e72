/// `leme bench gateway`: a store and a gateway in processes of their own, under the load that a
/// cluster makes: pods that are created, read, changed and listed, watchers, and the leases of
/// nodes.
///
/// Words. A **lane** is one HTTP/1.1 connection over TLS with a client certificate and one request
/// under way, as a kubelet has it; clients that share an HTTP/2 connection cost the gateway less. A
/// **fleet** is many watchers of one namespace, each on a lane of its own.
///
/// All scenarios run against the same two processes, one after the other, after one warm-up.
@NullMarked
package io.leme.bench.gateway;

import org.jspecify.annotations.NullMarked;
