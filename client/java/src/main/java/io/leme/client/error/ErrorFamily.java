package io.leme.client.error;

/// What a caller may do after a failure.
public enum ErrorFamily {
    /// The store looked at the request and refused it; nothing happened. Sending it again unchanged
    /// ends the same way.
    REJECTED,

    /// Nothing happened, and the same request may succeed later: no member could be reached, there
    /// is no leader, or a read failed on the way. Reads were already retried within the request
    /// timeout when this surfaces.
    NOT_NOW,

    /// A write was sent and its answer is missing: it may have been applied, may be applied later,
    /// or never. The client has not sent it again. Read before deciding.
    UNKNOWN_OUTCOME,

    /// Neither waiting nor another request helps: the client is closed, or the cluster reports that
    /// its data is damaged.
    BROKEN
}
