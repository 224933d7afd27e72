package io.leme.store.command;

/// Creates a lease. The front has picked the id and has raised the TTL to its minimum.
public record LeaseGrant(long id, long ttlSeconds) implements Command {}
