/// Members as processes: start, stop, kill, pause, cut off, ask.
///
/// Words: a *program* is what a member runs (the store, or etcd); a *member* is one process and its
/// directory; a *cluster* is one or three of them; a *link* is the way from one member to another's
/// peer port, which a test may cut. Every process is ended by its own handle when its cluster is
/// closed, and by a shutdown hook when the test's virtual machine ends before that.
///
/// Directories lie in memory when the machine has `/dev/shm`, unless a test is about what survives:
/// a killed process loses nothing there either, as the kernel keeps the files. Logs lie under the
/// module's `target/judge` and stay after the test.
@NullMarked
package io.leme.store.judge.process;

import org.jspecify.annotations.NullMarked;
