/// The same random requests to etcd and to the store, one by one; every answer compared.
///
/// A *step* is one request. The *generator* draws steps from a seed over a key space so small that
/// most requests meet the traces of others, malformed ones among them. A *side* is one of the two
/// servers. Answers are compared in code, text and every field but ids and terms; what watchers
/// receive is compared as one sequence per watcher, and also with what a watcher of everything saw.
///
/// A difference is explained by a line of `known-differences.txt`, with a reason, or fails the run.
/// The failure names seed and position: the same seed up to that position shows it again.
@NullMarked
package io.leme.store.judge.differential;

import org.jspecify.annotations.NullMarked;
