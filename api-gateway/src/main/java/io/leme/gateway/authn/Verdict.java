package io.leme.gateway.authn;

/// What an authenticator makes of credentials.
public sealed interface Verdict {
    /// The credentials are good, and this is the caller.
    record Known(User user) implements Verdict {}

    /// There is nothing here that this authenticator judges.
    record Absent() implements Verdict {}

    /// There is, and it is not good.
    ///
    /// @param reason for the log, and for those who may review tokens; the caller is told nothing
    record Refused(String reason) implements Verdict {}
}
