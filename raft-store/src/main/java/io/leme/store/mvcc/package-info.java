/// The multi-version key space: revisions, ranges, transactions, compaction, history and the state
/// hash.
@NullMarked
package io.leme.store.mvcc;

import org.jspecify.annotations.NullMarked;
