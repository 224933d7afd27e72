package io.leme.store.auth;

import static io.leme.store.auth.AuthState.ROOT;

import io.leme.store.base.KeyRange;
import io.leme.store.command.AuthChange;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// One change of an [AuthState], with etcd's checks in etcd's order.
final class AuthTransition {
    private final AuthState before;
    private final NavigableMap<String, User> users;
    private final NavigableMap<String, Role> roles;

    AuthTransition(AuthState before) {
        this.before = before;
        this.users = new TreeMap<>(before.users());
        this.roles = new TreeMap<>(before.roles());
    }

    AuthState run(AuthChange change) {
        return switch (change) {
            case AuthChange.Enable() -> enable();
            case AuthChange.Disable() -> before.enabled() ? next(false) : before;
            case AuthChange.AddUser(String name, String hash) -> addUser(name, hash);
            case AuthChange.DeleteUser(String name) -> deleteUser(name);
            case AuthChange.ChangePassword(String name, String hash) -> {
                users.put(name, before.user(name).withHash(hash));
                yield next(before.enabled());
            }
            case AuthChange.GrantRole(String user, String role) -> grantRole(user, role);
            case AuthChange.RevokeRole(String user, String role) -> revokeRole(user, role);
            case AuthChange.AddRole(String name) -> addRole(name);
            case AuthChange.DeleteRole(String name) -> deleteRole(name);
            case AuthChange.GrantPermission grant -> grantPermission(grant);
            case AuthChange.RevokePermission(String role, KeyRange range) -> {
                roles.put(
                        role,
                        before.role(role)
                                .without(range)
                                .orElseThrow(() -> refused(StoreError.PERMISSION_NOT_GRANTED)));
                yield next(before.enabled());
            }
        };
    }

    /// Enabling does not count as a change.
    private AuthState enable() {
        if (before.enabled()) {
            return before;
        }
        User root = users.get(ROOT);
        if (root == null) {
            throw refused(StoreError.ROOT_USER_MISSING);
        }
        if (!root.isRoot()) {
            throw refused(StoreError.ROOT_ROLE_MISSING);
        }
        return new AuthState(true, before.revision(), users, roles);
    }

    private AuthState addUser(String name, String hash) {
        if (name.isEmpty()) {
            throw refused(StoreError.USER_EMPTY);
        }
        if (users.containsKey(name)) {
            throw refused(StoreError.USER_EXISTS);
        }
        users.put(name, new User(name, hash, new TreeSet<>()));
        return next(before.enabled());
    }

    private AuthState deleteUser(String name) {
        if (before.enabled() && name.equals(ROOT)) {
            throw refused(StoreError.INVALID_AUTH_MANAGEMENT);
        }
        before.user(name);
        users.remove(name);
        return next(before.enabled());
    }

    /// The role root may be granted without being there. Granting twice changes nothing.
    private AuthState grantRole(String name, String role) {
        User user = before.user(name);
        if (!role.equals(ROOT)) {
            before.role(role);
        }
        if (user.roles().contains(role)) {
            return before;
        }
        users.put(name, user.with(role));
        return next(before.enabled());
    }

    private AuthState revokeRole(String name, String role) {
        if (before.enabled() && name.equals(ROOT) && role.equals(ROOT)) {
            throw refused(StoreError.INVALID_AUTH_MANAGEMENT);
        }
        User user = before.user(name);
        if (!user.roles().contains(role)) {
            throw refused(StoreError.ROLE_NOT_GRANTED);
        }
        users.put(name, user.without(role));
        return next(before.enabled());
    }

    private AuthState addRole(String name) {
        if (name.isEmpty()) {
            throw refused(StoreError.ROLE_EMPTY);
        }
        if (roles.containsKey(name)) {
            throw refused(StoreError.ROLE_EXISTS);
        }
        roles.put(name, new Role(name, List.of()));
        return next(before.enabled());
    }

    private AuthState deleteRole(String name) {
        if (before.enabled() && name.equals(ROOT)) {
            throw refused(StoreError.INVALID_AUTH_MANAGEMENT);
        }
        before.role(name);
        roles.remove(name);
        users.replaceAll((user, known) -> known.without(name));
        return next(before.enabled());
    }

    private AuthState grantPermission(AuthChange.GrantPermission grant) {
        KeyRange range = grant.permission().range();
        if (range.from().isEmpty() || range.isEmpty()) {
            throw refused(StoreError.INVALID_AUTH_MANAGEMENT);
        }
        Role role = before.role(grant.role());
        roles.put(grant.role(), role.with(grant.permission()));
        return next(before.enabled());
    }

    private AuthState next(boolean enabled) {
        return new AuthState(enabled, before.revision() + 1, users, roles);
    }

    private static StoreException refused(StoreError error) {
        return new StoreException(error);
    }
}
