package io.leme.gateway.authn;

import java.util.List;
import java.util.stream.Stream;

/// A caller, as policies and audit see one.
///
/// @param name never empty
/// @param uid empty when the credentials don't carry one
/// @param groups in the order of the credentials
public record User(String name, String uid, List<String> groups) {
    /// The group of all who have shown who they are.
    public static final String AUTHENTICATED = "system:authenticated";

    /// The group whose members may do everything, whatever the policies say.
    public static final String MASTERS = "system:masters";

    /// Stands for callers without credentials.
    public static final User ANONYMOUS =
            new User("system:anonymous", "", List.of("system:unauthenticated"));

    public User {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a user without a name");
        }
        groups = List.copyOf(groups);
    }

    /// A user whose credentials were good.
    public static User known(String name, String uid, List<String> groups) {
        return new User(
                name,
                uid,
                Stream.concat(groups.stream(), Stream.of(AUTHENTICATED)).distinct().toList());
    }
}
