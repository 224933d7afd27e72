package io.leme.store.command;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;

/// One condition of a transaction: it must hold for every key of the range.
public record Compare(KeyRange range, Relation relation, Operand operand) {

    /// `ALWAYS` is how etcd treats a result number that it does not know.
    public enum Relation {
        EQUAL,
        GREATER,
        LESS,
        NOT_EQUAL,
        ALWAYS
    }

    /// What is compared, with the wanted value. On a missing key every number is 0 and a value
    /// compare is false.
    public sealed interface Operand {
        record Version(long wanted) implements Operand {}

        record CreateRevision(long wanted) implements Operand {}

        record ModRevision(long wanted) implements Operand {}

        record Value(Bytes wanted) implements Operand {}

        record Lease(long wanted) implements Operand {}

        /// A target number that is not known: etcd treats both sides as equal.
        record Unknown() implements Operand {}
    }
}
