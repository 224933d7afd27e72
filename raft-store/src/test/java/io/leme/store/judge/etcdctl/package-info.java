/// etcd's own command line against etcd and against the store: exit code, output and error output.
///
/// The commands lie in scripts (`*.etcdctl` among the resources). What no two servers can share is
/// made equal before the comparison: ids, terms, ports, sizes, versions, times. Everything else
/// must be the same to the letter.
@NullMarked
package io.leme.store.judge.etcdctl;

import org.jspecify.annotations.NullMarked;
