package io.leme.store.command;

import io.leme.store.base.KeyRange;

/// Deletes every key of the range in one revision; no revision when there is none.
public record DeleteRange(KeyRange range, boolean prevKv) implements Command, Operation {}
