/// The multi-version key space: revisions, ranges, transactions, compaction, history and the state
/// hash.
///
/// Words: a *revision* is one change of the key space, numbered from 2 (a fresh store is at 1). A
/// *version* is a key between two revisions that change it. An *instant* is the whole key space
/// after one log entry.
///
/// Tables: `live` holds each key's current version; `past` the versions that were superseded, under
/// the key and the revision that superseded them; `revs` the events in order. A superseded version
/// leaves its value to its event as long as that is kept. So reading the present touches one row
/// per key, a version is visible at revision R when its mod revision is at most R and it was
/// superseded above R, and no tombstones are needed.
///
/// Invariants: data, revision and applied index are written in one batch. A compaction only moves
/// the compact revision; every read checks it, and what lies below is removed from disk later,
/// without any answer depending on when.
///
/// [io.leme.store.mvcc.KeySpace] is the writing side and belongs to the apply thread;
/// [io.leme.store.mvcc.View] is the reading side, for everyone. Nothing here knows of requests on
/// the wire, of consensus or of time.
@NullMarked
package io.leme.store.mvcc;

import org.jspecify.annotations.NullMarked;
