/// Leases: keys that go when their owner is gone.
///
/// A lease lives for its time-to-live, in seconds, unless it is renewed; when it ends, all keys put
/// with it are deleted in one revision. The store may let it live longer, after a change of leader
/// for instance, but never shorter. [Leases#keepAlive][io.leme.client.lease.Leases#keepAlive]
/// renews in the background and says when that has failed for good.
@NullMarked
package io.leme.client.lease;

import org.jspecify.annotations.NullMarked;
