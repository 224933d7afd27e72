/// The comparison: which loads, in which order, against which servers.
///
/// Rounds are interleaved (A B A B ...), because the speed of a shared machine drifts: a drift then
/// falls on all contenders alike.
@NullMarked
package io.leme.bench.compare;

import org.jspecify.annotations.NullMarked;
