package io.leme.store.command;

/// Forgets history below `revision`.
public record Compact(long revision) implements Command {}
