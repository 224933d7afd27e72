package io.leme.store.command;

/// A user showed the right password, as of `authRevision`: has no effect when users or roles have
/// changed since. The token is `tokenPrefix`, a dot and the index of the log entry.
public record Login(String user, long authRevision, String tokenPrefix) implements Command {}
