/// The etcd project's Java client against three members, as an application would use it.
@NullMarked
package io.leme.store.judge.jetcd;

import org.jspecify.annotations.NullMarked;
