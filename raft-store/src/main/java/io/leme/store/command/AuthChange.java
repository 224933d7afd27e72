package io.leme.store.command;

import io.leme.store.base.KeyRange;

/// A change of who may do what (etcd's Auth service).
public sealed interface AuthChange extends Command {
    /// Permissions count from here on.
    record Enable() implements AuthChange {}

    /// Everyone may do everything from here on.
    record Disable() implements AuthChange {}

    /// `hash` is a bcrypt hash; empty for a user without a password, who can only be known by a
    /// certificate.
    record AddUser(String name, String hash) implements AuthChange {}

    /// Also ends the user's tokens.
    record DeleteUser(String name) implements AuthChange {}

    /// Also ends the user's tokens.
    record ChangePassword(String name, String hash) implements AuthChange {}

    record GrantRole(String user, String role) implements AuthChange {}

    record RevokeRole(String user, String role) implements AuthChange {}

    record AddRole(String name) implements AuthChange {}

    /// Takes it from all users, too.
    record DeleteRole(String name) implements AuthChange {}

    /// Replaces what the role could do with exactly this range.
    record GrantPermission(String role, Permission permission) implements AuthChange {}

    record RevokePermission(String role, KeyRange range) implements AuthChange {}
}
