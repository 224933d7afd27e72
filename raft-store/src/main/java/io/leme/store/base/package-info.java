/// Small values that every other package speaks in: byte strings, key ranges and tickers, and the
/// binary numbers that rows and log entries are made of.
///
/// Nothing here knows of requests, replication or storage. Arrays never cross a package border:
/// they travel as [io.leme.store.base.Bytes], which is immutable and ordered as etcd orders keys.
/// What comes from outside is read with [io.leme.store.base.ByteInput], which believes no length
/// before it has seen the bytes.
@NullMarked
package io.leme.store.base;

import org.jspecify.annotations.NullMarked;
