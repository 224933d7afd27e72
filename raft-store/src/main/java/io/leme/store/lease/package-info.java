/// Leases: what is replicated about them, and beside it the clock that only the leader runs.
///
/// A lease is a promise to delete keys when nobody renews it in time. That it exists, its granted
/// time to live and the keys attached to it are replicated state, written by `apply` like
/// everything else. When it runs out is decided by the leader's clock alone, which then proposes to
/// end it; so the tables here hold no time.
@NullMarked
package io.leme.store.lease;

import org.jspecify.annotations.NullMarked;
