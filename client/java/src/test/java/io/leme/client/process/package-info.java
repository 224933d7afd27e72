/// The client against a real etcd, when there is one on the PATH.
@NullMarked
package io.leme.client.process;

import org.jspecify.annotations.NullMarked;
