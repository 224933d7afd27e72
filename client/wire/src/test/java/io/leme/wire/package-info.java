/// Holds the wire protocol to what clients of etcd expect.
@NullMarked
package io.leme.wire;

import org.jspecify.annotations.NullMarked;
