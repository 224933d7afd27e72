package io.leme.store.command;

/// Ends a lease whose time ran out on the clock of the leader of `term`. It has no effect in an
/// entry of another term: a leader that was paused must not end what a newer leader has renewed.
public record LeaseExpire(long id, long term) implements Command {}
