package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Range;
import io.leme.store.command.Range.RevisionBounds;
import io.leme.store.command.Range.SortOrder;
import io.leme.store.command.Range.SortTarget;
import io.leme.store.command.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One range request on one state of the tables, with etcd's rules for limit, count, filters and
/// order. Revisions have been checked already.
final class RangeQuery {
    private final KeyReader keys;
    private final Range request;

    /// The current revision, which is the header's revision whatever was asked.
    private final long current;

    RangeQuery(KeyReader keys, Range request, long current) {
        this.keys = keys;
        this.request = request;
        this.current = current;
    }

    Result.Ranged run() {
        if (request.range().isEmpty()) {
            return new Result.Ranged(current, List.of(), 0, false);
        }
        return request.range().isSingle() ? single() : many();
    }

    private Result.Ranged single() {
        Bytes key = request.range().from();
        Version version = isLatest() ? keys.latest(key) : keys.at(key, request.revision());
        if (version == null) {
            return new Result.Ranged(current, List.of(), 0, false);
        }
        if (request.countOnly()) {
            return new Result.Ranged(current, List.of(), 1, false);
        }
        List<KeyValue> found = new ArrayList<>();
        found.add(version.toKeyValue(key));
        return answer(found, 1);
    }

    private Result.Ranged many() {
        long fetched = request.countOnly() ? 0 : fetchLimit();
        List<KeyValue> found = new ArrayList<>();
        try (KeyCursor cursor = cursor(request.range())) {
            while (found.size() < fetched && cursor.next()) {
                found.add(cursor.version().toKeyValue(cursor.key()));
            }
            return answer(found, found.size() < fetched ? found.size() : count(found, cursor));
        }
    }

    /// All keys of the range, of which the cursor has passed those that were found.
    private long count(List<KeyValue> found, KeyCursor cursor) {
        if (isLatest()) {
            return keys.count(request.range());
        }
        long count = found.size();
        while (cursor.next()) {
            count++;
        }
        return count;
    }

    private KeyCursor cursor(KeyRange range) {
        return isLatest() ? keys.latest(range) : keys.at(range, request.revision());
    }

    private boolean isLatest() {
        return request.revision() <= 0 || request.revision() == current;
    }

    /// How many keys are read. Without an explicit order or a filter etcd stops one key above the
    /// limit, in key order, even when it then sorts by something else; everything else must see all
    /// keys first. An explicit ascending order of keys is the order of the walk itself.
    private long fetchLimit() {
        boolean inKeyOrder =
                request.order() == SortOrder.NONE
                        || (request.order() == SortOrder.ASCEND
                                && request.target() == SortTarget.KEY);
        boolean pushedDown = inKeyOrder && request.bounds().equals(RevisionBounds.NONE);
        if (request.limit() <= 0 || !pushedDown || request.limit() == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return request.limit() + 1;
    }

    /// `found` is in key order and may be changed.
    private Result.Ranged answer(List<KeyValue> found, long count) {
        if (!request.bounds().equals(RevisionBounds.NONE)) {
            found.removeIf(kv -> !isWithin(request.bounds(), kv));
        }
        Comparator<KeyValue> order = order();
        if (order != null) {
            found.sort(order);
        }

        boolean more = request.limit() > 0 && found.size() > request.limit();
        List<KeyValue> kvs = more ? found.subList(0, (int) request.limit()) : found;
        if (request.keysOnly()) {
            kvs.replaceAll(KeyValue::withoutValue);
        }
        return new Result.Ranged(current, List.copyOf(kvs), count, more);
    }

    private static boolean isWithin(RevisionBounds bounds, KeyValue kv) {
        return (bounds.maxMod() == 0 || kv.modRevision() <= bounds.maxMod())
                && (bounds.minMod() == 0 || kv.modRevision() >= bounds.minMod())
                && (bounds.maxCreate() == 0 || kv.createRevision() <= bounds.maxCreate())
                && (bounds.minCreate() == 0 || kv.createRevision() >= bounds.minCreate());
    }

    /// Null when the order of the walk is the wanted one. A target other than the key without an
    /// order means ascending. Sorting is stable: equal keys stay in key order.
    private @Nullable Comparator<KeyValue> order() {
        Comparator<KeyValue> ascending =
                switch (request.target()) {
                    case KEY -> Comparator.comparing(KeyValue::key);
                    case VERSION -> Comparator.comparingLong(KeyValue::version);
                    case CREATE -> Comparator.comparingLong(KeyValue::createRevision);
                    case MOD -> Comparator.comparingLong(KeyValue::modRevision);
                    case VALUE -> Comparator.comparing(KeyValue::value);
                };
        return switch (request.order()) {
            case DESCEND -> ascending.reversed();
            case NONE, ASCEND -> request.target() == SortTarget.KEY ? null : ascending;
        };
    }
}
