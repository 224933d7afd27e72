/// States that leave a cluster and come back as another one: snapshots saved, looked at and
/// restored, and an etcd's state taken over.
@NullMarked
package io.leme.store.judge.backup;

import org.jspecify.annotations.NullMarked;
