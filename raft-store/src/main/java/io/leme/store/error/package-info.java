/// Every error that the store can answer with: its gRPC code and its exact text, which are part of
/// etcd's API because clients match on them.
@NullMarked
package io.leme.store.error;

import org.jspecify.annotations.NullMarked;
