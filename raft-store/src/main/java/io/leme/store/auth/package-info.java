/// Who may do what: users, roles, permissions on ranges of keys, and the tokens that stand for a
/// login.
///
/// [io.leme.store.auth.AuthState] is a value, the same on all members after the same log entry. A
/// change makes a new one; [io.leme.store.auth.AuthTable] writes what differs into the tables. A
/// request is judged twice: on the way in, for reads by the state at the instant that is read, and
/// for commands again when they are applied, so that a change of permissions that came before in
/// the log counts. The *auth revision* counts the changes (etcd's rule: all but enabling).
///
/// Tokens are kept in memory by every member, each on its own clock.
///
/// Called by `apply`, which owns the state, and by `service`, which judges callers.
@NullMarked
package io.leme.store.auth;

import org.jspecify.annotations.NullMarked;
