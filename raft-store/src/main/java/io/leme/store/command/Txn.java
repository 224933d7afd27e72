package io.leme.store.command;

import java.util.List;

/// If all of `compares` hold then `success`, else `failure`, in one revision at most.
public record Txn(List<Compare> compares, List<Operation> success, List<Operation> failure)
        implements Command, Operation {
    public Txn {
        compares = List.copyOf(compares);
        success = List.copyOf(success);
        failure = List.copyOf(failure);
    }
}
