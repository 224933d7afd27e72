/// What measures Leme: a load driver for any etcd endpoint, a comparison with the etcd on the same
/// machine, and micro-benchmarks of the hot paths.
@NullMarked
package io.leme.bench;

import org.jspecify.annotations.NullMarked;
