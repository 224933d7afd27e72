package io.leme.client.kv;

import java.util.List;

/// A transaction that is done.
///
/// @param succeeded whether all conditions held, so that the first list of operations ran and not
///   the other
/// @param revision the revision it made, or the store's revision if it changed nothing; 0 for a
///   transaction inside another
/// @param responses one per operation of the list that ran, in its order
public record TxnResult(boolean succeeded, long revision, List<OperationResult> responses) {
    public TxnResult {
        responses = List.copyOf(responses);
    }

    /// The result of a range that ran as operation number `index`, counted from 0.
    ///
    /// @throws IllegalArgumentException if that operation was not a range
    public RangeResult range(int index) {
        if (responses.get(index) instanceof OperationResult.Range range) {
            return range.result();
        }
        throw new IllegalArgumentException("operation " + index + " is not a range");
    }
}
