package io.leme.store.auth;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.base.MalformedBytesException;
import io.leme.store.command.Permission;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// An [AuthState] in [Table#META].
///
/// Rows, version 1: `auth` holds whether it is enabled and the auth revision; `auth/role/` and a
/// name hold the permissions, each a kind (0 read, 1 write, 2 both), first key and end;
/// `auth/user/` and a name hold the hash and the names of the roles. Texts carry their length,
/// lists their count.
public final class AuthTable {
    private static final Bytes HEAD = Bytes.utf8("auth");
    private static final String ROLE = "auth/role/";
    private static final String USER = "auth/user/";

    /// "0" follows "/" in ASCII.
    private static final Bytes AFTER_ROLES = Bytes.utf8("auth/role0");

    private static final Bytes AFTER_USERS = Bytes.utf8("auth/user0");

    private AuthTable() {}

    public static AuthState read(Reader rows) {
        Bytes head = rows.get(Table.META, HEAD);
        if (head == null) {
            return AuthState.FRESH;
        }
        var input = new ByteInput(head);
        return new AuthState(input.flag(), input.varint(), users(rows), roles(rows));
    }

    /// Writes what differs between two states.
    public static void write(WriteSet rows, AuthState before, AuthState after) {
        var head = new ArrayOutput(16);
        head.flag(after.enabled());
        head.varint(after.revision());
        rows.put(Table.META, HEAD, head.toBytes());
        before.users().keySet().stream()
                .filter(name -> !after.users().containsKey(name))
                .forEach(name -> rows.delete(Table.META, Bytes.utf8(USER + name)));
        before.roles().keySet().stream()
                .filter(name -> !after.roles().containsKey(name))
                .forEach(name -> rows.delete(Table.META, Bytes.utf8(ROLE + name)));
        after.users().values().stream()
                .filter(user -> !user.equals(before.users().get(user.name())))
                .forEach(user -> rows.put(Table.META, Bytes.utf8(USER + user.name()), row(user)));
        after.roles().values().stream()
                .filter(role -> !role.equals(before.roles().get(role.name())))
                .forEach(role -> rows.put(Table.META, Bytes.utf8(ROLE + role.name()), row(role)));
    }

    private static Bytes row(User user) {
        var row = new ArrayOutput(128);
        row.sized(Bytes.utf8(user.hash()));
        row.varint(user.roles().size());
        user.roles().forEach(role -> row.sized(Bytes.utf8(role)));
        return row.toBytes();
    }

    private static Bytes row(Role role) {
        var row = new ArrayOutput(128);
        row.varint(role.permissions().size());
        for (Permission permission : role.permissions()) {
            row.octet(
                    switch (permission.kind()) {
                        case READ -> 0;
                        case WRITE -> 1;
                        case READ_WRITE -> 2;
                    });
            row.sized(permission.range().from());
            row.sized(permission.range().end());
        }
        return row.toBytes();
    }

    private static NavigableMap<String, User> users(Reader rows) {
        NavigableMap<String, User> users = new TreeMap<>();
        try (Cursor cursor = rows.cursor(Table.META, Bytes.utf8(USER), AFTER_USERS)) {
            while (cursor.next()) {
                String name = name(cursor, USER);
                var row = new ByteInput(cursor.value());
                String hash = row.sized().toUtf8();
                NavigableSet<String> roles = new TreeSet<>();
                int count = row.count();
                for (int i = 0; i < count; i++) {
                    roles.add(row.sized().toUtf8());
                }
                users.put(name, new User(name, hash, roles));
            }
        }
        return users;
    }

    private static NavigableMap<String, Role> roles(Reader rows) {
        NavigableMap<String, Role> roles = new TreeMap<>();
        try (Cursor cursor = rows.cursor(Table.META, Bytes.utf8(ROLE), AFTER_ROLES)) {
            while (cursor.next()) {
                String name = name(cursor, ROLE);
                var row = new ByteInput(cursor.value());
                List<Permission> permissions = new ArrayList<>();
                int count = row.count();
                for (int i = 0; i < count; i++) {
                    permissions.add(
                            new Permission(
                                    kind(row.octet()), new KeyRange(row.sized(), row.sized())));
                }
                roles.put(name, new Role(name, permissions));
            }
        }
        return roles;
    }

    private static Permission.Kind kind(int octet) {
        return switch (octet) {
            case 0 -> Permission.Kind.READ;
            case 1 -> Permission.Kind.WRITE;
            case 2 -> Permission.Kind.READ_WRITE;
            default -> throw new MalformedBytesException("unknown permission " + octet);
        };
    }

    private static String name(Cursor cursor, String prefix) {
        return cursor.key().toUtf8().substring(prefix.length());
    }
}
