package io.leme.store.command;

/// What a transaction may hold in its branches.
public sealed interface Operation permits Range, Put, DeleteRange, Txn {}
