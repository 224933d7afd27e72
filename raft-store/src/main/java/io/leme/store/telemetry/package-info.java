/// What this member tells about itself: metrics under etcd's names, so that etcd's dashboards and
/// alerts work, calls counted as gRPC servers of Go count them, and the log as JSON.
///
/// Metrics are read from the parts when a page of them is asked for; only what happens between two
/// pages (calls) is counted as it happens.
///
/// *Stages* say where the time of one call went. A put is *checked*, *queued* until an entry takes
/// it, *replicated* (appended, and kept by a quorum), *applied* and *answered*. A range is
/// *checked*, *confirmed* (the read index is known and reached), *queued* for a thread, *read* and
/// *answered*. The objects that travel this way note the times in fields of their own; stages are
/// made of them only for a call that somebody asks about.
@NullMarked
package io.leme.store.telemetry;

import org.jspecify.annotations.NullMarked;
