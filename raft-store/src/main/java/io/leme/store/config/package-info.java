/// What a member is told at its start: etcd's flags and environment variables.
///
/// Words: *cluster settings* must be the same on all members and are compared by a fingerprint;
/// *member settings* may differ. *Problems* are all that is wrong with the given settings; they are
/// reported together, so that a start that fails once does not fail again for the next reason. A
/// flag beats its environment variable, and both beat the default, which is etcd's.
///
/// Flags are parsed here and not by a library, because etcd's form is Go's (`-name x`, `--name=x`,
/// bare booleans) and because every problem has to be found in one pass.
///
/// Called by the mains only. A [io.leme.store.config.StoreSettings] that exists is consistent.
@NullMarked
package io.leme.store.config;

import org.jspecify.annotations.NullMarked;
