/// The members of a cluster and how they are.
///
/// Most requests of the store mean the cluster, and any member can answer them. Those here that
/// take an [Endpoint][io.leme.client.config.Endpoint] mean the member behind it and are never sent
/// to another.
@NullMarked
package io.leme.client.maintenance;

import org.jspecify.annotations.NullMarked;
