/// JMH benchmarks of the hot structures, run by `leme bench jmh`. Each names what one operation is;
/// beside its rate stands what it allocates (`gc.alloc.rate.norm`, bytes per operation).
@NullMarked
package io.leme.bench.micro;

import org.jspecify.annotations.NullMarked;
