/// etcd's own command line against etcd and against the store: exit code, output and error output.
///
/// The commands lie in scripts (`*.etcdctl` among the resources), which run against clusters of one
/// and of three members, plaintext and TLS, with authentication off and on ([Setting]). What no two
/// servers can share is made equal before the comparison: ids, terms, ports, sizes, versions,
/// times. Messages (`-w protobuf`) are compared field by field. Everything else must be the same to
/// the letter, or is listed with its reason in `known-differences.txt`.
///
/// Every command of `etcdctl` 3.4 is there, but for these: `check perf` and `check datascale` are
/// loads and print how fast a machine is, so only their flags are compared; `migrate` and
/// `completion` speak to no server; `make-mirror` runs on and prints nothing, so it is judged by
/// what it leaves behind.
@NullMarked
package io.leme.store.judge.etcdctl;

import org.jspecify.annotations.NullMarked;
