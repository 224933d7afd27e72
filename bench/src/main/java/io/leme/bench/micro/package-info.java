/// JMH benchmarks of the hot structures, run by `leme bench jmh`. Each names what one operation is;
/// `-prof gc` adds what it allocates.
@NullMarked
package io.leme.bench.micro;

import org.jspecify.annotations.NullMarked;
