package io.leme.client.kv;

/// What one step of a transaction gave; of the same kind as the step.
public sealed interface OperationResult {
    record Range(RangeResult result) implements OperationResult {}

    record Put(PutResult result) implements OperationResult {}

    record Delete(DeleteResult result) implements OperationResult {}

    record Nested(TxnResult result) implements OperationResult {}
}
