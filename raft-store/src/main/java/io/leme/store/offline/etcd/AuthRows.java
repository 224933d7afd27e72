package io.leme.store.offline.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.leme.store.auth.AuthState;
import io.leme.store.auth.Role;
import io.leme.store.auth.User;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Permission;
import io.leme.store.command.Permission.Kind;
import io.leme.store.offline.BadSnapshotException;
import io.leme.store.offline.bolt.Bucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Users, roles and the switch, out of the buckets `auth`, `authUsers` and `authRoles`.
///
/// A user is a message of name (1), bcrypt hash (2) and names of roles (3); a role one of name (1)
/// and permissions (2).
final class AuthRows {
    private static final int NAME = 1;
    private static final int HASH = 2;
    private static final int ROLES = 3;
    private static final int PERMISSIONS = 2;
    private static final Bytes ENABLED = Bytes.utf8("authEnabled");
    private static final Bytes REVISION = Bytes.utf8("authRevision");

    private AuthRows() {}

    static AuthState read(Bucket root) throws IOException {
        Map<Bytes, Bytes> head = new HashMap<>();
        Optional<Bucket> auth = root.bucket("auth");
        if (auth.isPresent()) {
            auth.get().forEach(head::put);
        }
        Bytes enabled = head.getOrDefault(ENABLED, Bytes.EMPTY);
        Bytes revision = head.get(REVISION);
        return new AuthState(
                enabled.length() == 1 && enabled.at(0) == 1,
                revision == null ? AuthState.FRESH.revision() : new ByteInput(revision).fixed64(),
                users(root),
                roles(root));
    }

    private static NavigableMap<String, User> users(Bucket root) throws IOException {
        NavigableMap<String, User> users = new TreeMap<>();
        Optional<Bucket> bucket = root.bucket("authUsers");
        if (bucket.isPresent()) {
            bucket.get()
                    .forEach((key, row) -> {
                        UnknownFieldSet fields = fields(row);
                        var roles = new TreeSet<>(texts(fields, ROLES));
                        String name = text(fields, NAME);
                        users.put(name, new User(name, text(fields, HASH), roles));
                    });
        }
        return users;
    }

    private static NavigableMap<String, Role> roles(Bucket root) throws IOException {
        NavigableMap<String, Role> roles = new TreeMap<>();
        Optional<Bucket> bucket = root.bucket("authRoles");
        if (bucket.isPresent()) {
            bucket.get()
                    .forEach((key, row) -> {
                        UnknownFieldSet fields = fields(row);
                        List<Permission> permissions = new ArrayList<>();
                        for (ByteString each :
                                fields.getField(PERMISSIONS).getLengthDelimitedList()) {
                            permissions.add(
                                    permission(io.leme.wire.auth.Permission.parseFrom(each)));
                        }
                        String name = text(fields, NAME);
                        roles.put(name, new Role(name, permissions));
                    });
        }
        return roles;
    }

    private static Permission permission(io.leme.wire.auth.Permission known)
            throws BadSnapshotException {
        Kind kind =
                switch (known.getPermType()) {
                    case READ -> Kind.READ;
                    case WRITE -> Kind.WRITE;
                    case READWRITE -> Kind.READ_WRITE;
                    case UNRECOGNIZED ->
                            throw new BadSnapshotException("a permission of no known kind");
                };
        return new Permission(
                kind, new KeyRange(bytes(known.getKey()), bytes(known.getRangeEnd())));
    }

    private static UnknownFieldSet fields(Bytes row) throws InvalidProtocolBufferException {
        return UnknownFieldSet.parseFrom(row.toArray());
    }

    private static String text(UnknownFieldSet fields, int number) {
        List<String> all = texts(fields, number);
        return all.isEmpty() ? "" : all.getLast();
    }

    private static List<String> texts(UnknownFieldSet fields, int number) {
        return fields.getField(number).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .toList();
    }

    static Bytes bytes(ByteString text) {
        return Bytes.wrap(text.toByteArray());
    }
}
