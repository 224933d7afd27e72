package io.leme.client.kv;

import java.util.List;

/// Conditions, and what to do when all of them hold or when one doesn't; all of it happens at once,
/// in one revision.
///
/// ```java
/// Txn.when(Compare.unchangedSince(key, modRevision))
///         .then(Operation.put(key, value))
///         .otherwise(Operation.get(key));
/// ```
///
/// @param when empty holds
/// @param then runs if all conditions hold
/// @param otherwise runs if one doesn't
public record Txn(List<Compare> when, List<Operation> then, List<Operation> otherwise) {
    public Txn {
        when = List.copyOf(when);
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
    }

    public static Txn when(Compare... conditions) {
        return new Txn(List.of(conditions), List.of(), List.of());
    }

    /// Without conditions.
    public static Txn of(Operation... operations) {
        return new Txn(List.of(), List.of(operations), List.of());
    }

    public Txn then(Operation... operations) {
        return new Txn(when, List.of(operations), otherwise);
    }

    public Txn otherwise(Operation... operations) {
        return new Txn(when, then, List.of(operations));
    }

    /// Whether it can change nothing, whichever way it goes.
    public boolean isReadOnly() {
        return readsOnly(then) && readsOnly(otherwise);
    }

    private static boolean readsOnly(List<Operation> operations) {
        Operation.Cases<Boolean> reads =
                new Operation.Cases<>(
                        range -> true,
                        put -> false,
                        delete -> false,
                        nested -> nested.txn().isReadOnly());
        return operations.stream().allMatch(operation -> operation.match(reads));
    }
}
