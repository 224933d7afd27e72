/// Small values that every other package speaks in: byte strings, key ranges and tickers.
///
/// Nothing here knows of requests, replication or storage. Arrays never cross a package border:
/// they travel as [io.leme.store.base.Bytes], which is immutable and ordered as etcd orders keys.
@NullMarked
package io.leme.store.base;

import org.jspecify.annotations.NullMarked;
