/// Server processes on this machine: started with etcd's own flags, watched through `/proc`, and
/// ended by their process ids.
@NullMarked
package io.leme.bench.cluster;

import org.jspecify.annotations.NullMarked;
