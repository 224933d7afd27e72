package io.leme.gateway.meta;

import java.util.List;

/// The machine-readable part of a Status.
///
/// @param name object name, may be empty
/// @param group API group, may be empty
/// @param kind the **resource** for most reasons, the **kind** for Invalid; may be empty
/// @param uid object uid, may be empty
/// @param causes in the order found
/// @param retryAfterSeconds 0 for none; mirrored in the `Retry-After` header
public record StatusDetails(
        String name,
        String group,
        String kind,
        String uid,
        List<StatusCause> causes,
        int retryAfterSeconds) {
    public static final StatusDetails NONE = new StatusDetails("", "", "", "", List.of(), 0);

    public StatusDetails {
        causes = List.copyOf(causes);
    }

    public static StatusDetails of(GroupResource resource, String name) {
        return new StatusDetails(name, resource.group(), resource.resource(), "", List.of(), 0);
    }

    public StatusDetails withUid(String newUid) {
        return new StatusDetails(name, group, kind, newUid, causes, retryAfterSeconds);
    }

    public StatusDetails withCauses(List<StatusCause> newCauses) {
        return new StatusDetails(name, group, kind, uid, newCauses, retryAfterSeconds);
    }

    public StatusDetails withRetryAfter(int seconds) {
        return new StatusDetails(name, group, kind, uid, causes, seconds);
    }
}
