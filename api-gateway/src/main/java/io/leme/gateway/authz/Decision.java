package io.leme.gateway.authz;

/// An authorizer's answer.
public sealed interface Decision {
    /// The action may go ahead.
    ///
    /// @param reason for reviews and the audit log
    record Allowed(String reason) implements Decision {}

    /// No rule of this authorizer allows it; another one may.
    ///
    /// @param reason appended to the message for the caller; empty if there is nothing to add
    record NoOpinion(String reason) implements Decision {}
}
