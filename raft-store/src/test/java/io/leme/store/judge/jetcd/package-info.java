/// The etcd project's Java client against three members, as an application would use it: alone, and
/// beside `etcdctl` at the same time.
@NullMarked
package io.leme.store.judge.jetcd;

import org.jspecify.annotations.NullMarked;
