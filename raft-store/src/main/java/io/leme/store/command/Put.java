package io.leme.store.command;

import io.leme.store.base.Bytes;

/// Sets a key. `lease` 0 attaches none and detaches the one that the key had. With `ignoreValue` or
/// `ignoreLease` the key must exist and keeps its value or lease.
public record Put(
        Bytes key,
        Bytes value,
        long lease,
        boolean prevKv,
        boolean ignoreValue,
        boolean ignoreLease)
        implements Command, Operation {}
