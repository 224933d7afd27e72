/// Objects in the cluster's store: the key space of `storage.keyed` on the store's client.
///
/// The only package of the gateway that sees `io.leme.client`. The client decides what is sent
/// again: reads are, writes are not once they may have left this process; its watchers resume by
/// themselves. So nothing is retried here.
///
/// Works against any store that speaks etcd's v3 API. Progress that is asked for by hand is only as
/// right as the store's: etcd before 3.4.25 and 3.5.8 may tell a revision before all its events
/// were sent. Such a store is recognized by its version and never asked; lists then come from the
/// store itself, as upstream does it.
@NullMarked
package io.leme.gateway.storage.etcd;

import org.jspecify.annotations.NullMarked;
