package io.leme.store.command;

import io.leme.store.base.KeyRange;

/// Reads keys, with every option of etcd's RangeRequest but `serializable`, which the front acts
/// on. `limit` and `revision` at or below 0 mean none and latest; each bound of `bounds` is
/// inclusive and off at 0.
public record Range(
        KeyRange range,
        long limit,
        long revision,
        SortOrder order,
        SortTarget target,
        boolean keysOnly,
        boolean countOnly,
        RevisionBounds bounds)
        implements Operation {

    public enum SortOrder {
        NONE,
        ASCEND,
        DESCEND
    }

    public enum SortTarget {
        KEY,
        VERSION,
        CREATE,
        MOD,
        VALUE
    }

    /// Inclusive bounds on the revisions of the answered keys; 0 turns a bound off.
    public record RevisionBounds(long minMod, long maxMod, long minCreate, long maxCreate) {
        public static final RevisionBounds NONE = new RevisionBounds(0, 0, 0, 0);
    }

    /// All of `range` at the latest revision, in key order.
    public static Range of(KeyRange range) {
        return new Range(
                range, 0, 0, SortOrder.NONE, SortTarget.KEY, false, false, RevisionBounds.NONE);
    }
}
