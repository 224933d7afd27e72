/// The ceiling: a server that takes etcd's unary KV calls and answers each at once with a valid
/// response that says nothing. It keeps no data, has no peers and speaks no other part of the API.
///
/// It runs on the same JVM options and the same gRPC and Netty settings as the store's client port
/// ([io.leme.store.rpc.ClientPort]), so that what a store could do if storing cost nothing on this
/// machine, under this load, is known beside what it does. `leme bench compare` starts it as a
/// process, one for each member of a cluster; it takes the store's flags and looks at
/// `--listen-client-urls` only.
@NullMarked
package io.leme.bench.ceiling;

import org.jspecify.annotations.NullMarked;
