/// The gateway as its users meet it: real processes, the real `kubectl`, and the two Java clients
/// that most programs use. Tests here carry the tag `process`, and are skipped where a program they
/// need is not on the PATH.
@NullMarked
package io.leme.gateway.process;

import org.jspecify.annotations.NullMarked;
