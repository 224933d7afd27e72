/// Members killed, frozen, cut off and emptied while clients write and read.
///
/// Every write carries a value nobody else writes, so that it can be found in the store's history:
/// the list of all events from revision 1. What clients recorded (*operations*: when invoked, when
/// answered, at which revision) is then held against that history. Nothing acknowledged may be
/// missing or at another revision, nothing may be there twice, and no answer may be older than what
/// was answered before it was asked for. The revision in every answer names the place of the
/// operation in one total order, so this check of linearizability takes one pass: an order that
/// satisfies it is looked up, not searched for.
@NullMarked
package io.leme.store.judge.fault;

import org.jspecify.annotations.NullMarked;
