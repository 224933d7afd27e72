package io.leme.gateway.admission;

import java.util.List;

/// Who asks, as far as admission cares.
///
/// @param name user name
/// @param uid empty where the credentials tell none
/// @param groups of the user
public record Requester(String name, String uid, List<String> groups) {
    /// The gateway itself: bootstrap and clean-up.
    public static final Requester GATEWAY =
            new Requester("system:apiserver", "", List.of("system:masters"));

    public Requester {
        groups = List.copyOf(groups);
    }
}
