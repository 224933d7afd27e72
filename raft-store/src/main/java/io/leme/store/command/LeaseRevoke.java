package io.leme.store.command;

/// Ends a lease on request and deletes its keys in one revision.
public record LeaseRevoke(long id) implements Command {}
