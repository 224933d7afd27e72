package io.leme.store.auth;

import io.leme.store.base.KeyRange;
import io.leme.store.command.Permission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A role with its permissions in the order of their first keys.
public record Role(String name, List<Permission> permissions) {
    private static final Comparator<Permission> BY_FIRST_KEY =
            Comparator.comparing(permission -> permission.range().from());

    public Role {
        permissions = List.copyOf(permissions);
    }

    /// The permissions as etcd shows them: whoever has the role root may do everything.
    public List<Permission> shown() {
        return name.equals(AuthState.ROOT)
                ? List.of(new Permission(Permission.Kind.READ_WRITE, KeyRange.EVERYTHING))
                : permissions;
    }

    Role with(Permission granted) {
        List<Permission> changed = new ArrayList<>(permissions);
        changed.removeIf(permission -> permission.range().equals(granted.range()));
        changed.add(granted);
        changed.sort(BY_FIRST_KEY);
        return new Role(name, changed);
    }

    /// Empty when there is no permission for exactly this range.
    Optional<Role> without(KeyRange range) {
        List<Permission> left =
                permissions.stream()
                        .filter(permission -> !permission.range().equals(range))
                        .toList();
        return left.size() == permissions.size()
                ? Optional.empty()
                : Optional.of(new Role(name, left));
    }
}
