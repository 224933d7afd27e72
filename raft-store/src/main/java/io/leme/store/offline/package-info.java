/// Work on files, without a member that runs: what a snapshot holds, a data directory made of one,
/// and what another etcd's snapshot holds.
///
/// A *snapshot* is one file in the envelope that etcd gives it: content whose size is a multiple of
/// 512 bytes, and its SHA-256 behind it. The content is a tar archive of the files of this store's
/// state, or, when an etcd wrote it, the file of its database. A *founding directory* is the data
/// directory of a member of a cluster that begins with such a state: it is built beside its place,
/// read through once, and moved there as one step.
///
/// Called by the mains only.
@NullMarked
package io.leme.store.offline;

import org.jspecify.annotations.NullMarked;
