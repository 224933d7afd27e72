package io.leme.store.mvcc;

import io.leme.store.command.KeyValue;
import io.leme.store.command.Range;
import io.leme.store.command.Range.RevisionBounds;
import io.leme.store.command.Range.SortOrder;
import io.leme.store.command.Range.SortTarget;
import io.leme.store.command.Result;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// etcd's rules for what a range answers, step by step as etcd takes them.
final class NaiveRange {
    private NaiveRange() {}

    static Result.Ranged answer(Range range, List<KeyValue> visible, long revision) {
        if (range.countOnly()) {
            return new Result.Ranged(revision, List.of(), visible.size(), false);
        }
        RevisionBounds bounds = range.bounds();
        boolean fetchesAll =
                range.limit() <= 0
                        || range.order() != SortOrder.NONE
                        || !bounds.equals(RevisionBounds.NONE);
        Stream<KeyValue> stream = visible.stream();
        if (!fetchesAll) {
            stream = stream.limit(range.limit() + 1);
        }
        List<KeyValue> found =
                stream.filter(kv -> bounds.maxMod() == 0 || kv.modRevision() <= bounds.maxMod())
                        .filter(kv -> bounds.minMod() == 0 || kv.modRevision() >= bounds.minMod())
                        .filter(kv ->
                                bounds.maxCreate() == 0
                                        || kv.createRevision() <= bounds.maxCreate())
                        .filter(kv ->
                                bounds.minCreate() == 0
                                        || kv.createRevision() >= bounds.minCreate())
                        .sorted(order(range))
                        .toList();
        boolean more = range.limit() > 0 && found.size() > range.limit();
        List<KeyValue> kvs =
                found.stream()
                        .limit(range.limit() > 0 ? range.limit() : Long.MAX_VALUE)
                        .map(kv -> range.keysOnly() ? kv.withoutValue() : kv)
                        .toList();
        return new Result.Ranged(revision, kvs, visible.size(), more);
    }

    private static Comparator<KeyValue> order(Range range) {
        SortOrder order = range.order();
        if (order == SortOrder.NONE && range.target() != SortTarget.KEY) {
            order = SortOrder.ASCEND;
        }
        Comparator<KeyValue> ascending =
                switch (range.target()) {
                    case KEY -> Comparator.comparing(KeyValue::key);
                    case VERSION -> Comparator.comparingLong(KeyValue::version);
                    case CREATE -> Comparator.comparingLong(KeyValue::createRevision);
                    case MOD -> Comparator.comparingLong(KeyValue::modRevision);
                    case VALUE -> Comparator.comparing(KeyValue::value);
                };
        return switch (order) {
            case NONE -> (_, _) -> 0;
            case ASCEND -> ascending;
            case DESCEND -> ascending.reversed();
        };
    }
}
