package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Range;
import io.leme.store.command.Range.RevisionBounds;
import io.leme.store.command.Range.SortOrder;
import io.leme.store.command.Range.SortTarget;
import io.leme.store.command.Result;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One range request on one state of the tables, with etcd's rules for limit, count, filters and
/// order. Revisions have been checked already.
final class RangeQuery {
    private static final ByteBuffer NO_VALUE = ByteBuffer.allocate(0);

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

    /// The same, with the keys handed to `sink`.
    Result.Ranged run(KeySink sink) {
        boolean walks = !request.range().isSingle() && !request.countOnly() && isInKeyOrder();
        if (walks && !request.range().isEmpty()) {
            return walk(sink, true);
        }
        Result.Ranged listed = run();
        for (KeyValue kv : listed.kvs()) {
            sink.take(
                    kv.key(),
                    kv.value().toBuffer(),
                    kv.createRevision(),
                    kv.modRevision(),
                    kv.version(),
                    kv.lease());
        }
        return new Result.Ranged(current, List.of(), listed.count(), listed.more());
    }

    /// The first keys in key order, and no count of the others.
    Result.Ranged page(KeySink sink) {
        return walk(sink, false);
    }

    private Result.Ranged walk(KeySink sink, boolean counted) {
        long limit = request.limit() > 0 ? request.limit() : Long.MAX_VALUE;
        KeySink target = request.keysOnly() ? withoutValues(sink) : sink;
        long given = 0;
        try (KeyCursor cursor = cursor(request.range())) {
            while (given < limit && cursor.next()) {
                cursor.giveTo(target);
                given++;
            }
            boolean more = given == limit && cursor.next();
            long count = more && counted ? count(given + 1, cursor) : given;
            return new Result.Ranged(current, List.of(), count, more);
        }
    }

    private static KeySink withoutValues(KeySink sink) {
        return (key, value, create, mod, version, lease) ->
                sink.take(key, NO_VALUE.duplicate(), create, mod, version, lease);
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
            return answer(
                    found, found.size() < fetched ? found.size() : count(found.size(), cursor));
        }
    }

    /// All keys of the range, of which the cursor has passed some.
    private long count(long passed, KeyCursor cursor) {
        if (isLatest()) {
            return keys.count(request.range());
        }
        long count = passed;
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
        boolean pushedDown = isWalked() && request.bounds().equals(RevisionBounds.NONE);
        if (request.limit() <= 0 || !pushedDown || request.limit() == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return request.limit() + 1;
    }

    private boolean isWalked() {
        return request.order() == SortOrder.NONE
                || (request.order() == SortOrder.ASCEND && request.target() == SortTarget.KEY);
    }

    /// The answer is the walk itself, cut off at the limit.
    private boolean isInKeyOrder() {
        return isWalked()
                && request.target() == SortTarget.KEY
                && request.bounds().equals(RevisionBounds.NONE);
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
