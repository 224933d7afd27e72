package io.leme.store.auth;

import java.util.NavigableSet;
import java.util.TreeSet;

/// A user. `hash` is the bcrypt hash of the password; empty for one who has none.
public record User(String name, String hash, NavigableSet<String> roles) {
    public User {
        roles = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(roles));
    }

    boolean isRoot() {
        return roles.contains(AuthState.ROOT);
    }

    User withHash(String other) {
        return new User(name, other, roles);
    }

    User with(String role) {
        NavigableSet<String> more = new TreeSet<>(roles);
        more.add(role);
        return new User(name, hash, more);
    }

    User without(String role) {
        NavigableSet<String> fewer = new TreeSet<>(roles);
        fewer.remove(role);
        return new User(name, hash, fewer);
    }
}
