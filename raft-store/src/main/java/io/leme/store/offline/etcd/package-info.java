/// What an etcd keeps in its database, and this store's rows made of it: keys with all their
/// revisions, versions and leases, the compaction, users and roles. Members, alarms and etcd's own
/// bookkeeping stay behind.
///
/// This package sees bbolt files and the messages in them, and writes rows; consistency of the two
/// is shown by etcd's own checksum over all keys, which is the same before and after.
@NullMarked
package io.leme.store.offline.etcd;

import org.jspecify.annotations.NullMarked;
