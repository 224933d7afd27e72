/// The comparison: which loads, in which order, against which servers.
///
/// A *scenario* is a kind of load with its sizes; a *contender* is a server program; a *contestant*
/// is a contender whose cluster runs, with the scenario's *workload* on it. Rounds are interleaved
/// (A B A B ...), because the speed of a shared machine drifts: a drift then falls on all
/// contenders alike. Every figure is the median of the rounds, with the least and the greatest
/// beside it.
@NullMarked
package io.leme.bench.compare;

import org.jspecify.annotations.NullMarked;
