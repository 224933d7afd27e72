/// What this member tells about itself: metrics under etcd's names, so that etcd's dashboards and
/// alerts work, and calls counted as gRPC servers of Go count them.
///
/// Metrics are read from the parts when a page of them is asked for; only what happens between two
/// pages (calls) is counted as it happens.
@NullMarked
package io.leme.store.telemetry;

import org.jspecify.annotations.NullMarked;
