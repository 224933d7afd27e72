package io.leme.store.auth;

import io.leme.store.base.KeyRange;
import io.leme.store.command.AuthChange;
import io.leme.store.command.Permission;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Users, roles and permissions at one log entry. Never changes: [#after] gives the next.
///
/// `revision` counts changes from 1, as etcd's auth revision.
public record AuthState(
        boolean enabled,
        long revision,
        NavigableMap<String, User> users,
        NavigableMap<String, Role> roles) {
    /// The user who may do everything, and the role that makes one.
    public static final String ROOT = "root";

    public static final AuthState FRESH = new AuthState(false, 1, new TreeMap<>(), new TreeMap<>());

    public AuthState {
        users = Collections.unmodifiableNavigableMap(new TreeMap<>(users));
        roles = Collections.unmodifiableNavigableMap(new TreeMap<>(roles));
    }

    /// The state after a change.
    ///
    /// @throws StoreException when the change is refused; nothing has changed then
    public AuthState after(AuthChange change) {
        return new AuthTransition(this).run(change);
    }

    public User user(String name) {
        User known = users.get(name);
        if (known == null) {
            throw new StoreException(StoreError.USER_NOT_FOUND);
        }
        return known;
    }

    public Role role(String name) {
        Role known = roles.get(name);
        if (known == null) {
            throw new StoreException(StoreError.ROLE_NOT_FOUND);
        }
        return known;
    }

    /// Why the caller may not do this to these keys; empty when they may.
    public Optional<StoreError> refusal(Identity caller, Permission.Kind kind, KeyRange range) {
        if (!enabled) {
            return Optional.empty();
        }
        if (caller.authRevision() == 0) {
            return Optional.of(StoreError.USER_EMPTY);
        }
        if (caller.authRevision() < revision) {
            return Optional.of(StoreError.AUTH_OLD_REVISION);
        }
        return may(caller.user(), kind, range)
                ? Optional.empty()
                : Optional.of(StoreError.PERMISSION_DENIED_ERROR);
    }

    /// Why the caller may not administer; empty when they may.
    public Optional<StoreError> refusalToAdminister(Identity caller) {
        if (!enabled) {
            return Optional.empty();
        }
        if (caller.user().isEmpty()) {
            return Optional.of(StoreError.USER_EMPTY);
        }
        User user = users.get(caller.user());
        if (user == null) {
            return Optional.of(StoreError.USER_NOT_FOUND);
        }
        return user.isRoot() ? Optional.empty() : Optional.of(StoreError.PERMISSION_DENIED_ERROR);
    }

    private boolean may(String name, Permission.Kind kind, KeyRange range) {
        User user = users.get(name);
        if (user == null) {
            return false;
        }
        if (user.isRoot()) {
            return true;
        }
        List<KeyRange> allowed =
                user.roles().stream()
                        .map(roles::get)
                        .filter(java.util.Objects::nonNull)
                        .flatMap(role -> role.permissions().stream())
                        .filter(permission -> permission.kind().allows(kind))
                        .map(Permission::range)
                        .toList();
        return Coverage.covers(allowed, range);
    }
}
