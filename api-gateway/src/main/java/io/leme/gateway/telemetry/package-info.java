/// Counters and timers of the gateway, under the names that kube-apiserver gives them, so that
/// dashboards made for one read the other.
///
/// Called by `http`, which measures, and by the wiring root.
@NullMarked
package io.leme.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
