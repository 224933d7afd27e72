package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.command.KeyValue;
import io.leme.store.lease.LeaseTable;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One revision in the making: all changes of one command. It counts only if it holds a change.
final class Mutation {
    private final WriteSet rows;
    private final LatestVersions latest;
    private final KeyCounter counter;
    private final LeaseTable leases;
    private final Revisions stored;
    private final long revision;
    private final List<Event> events = new ArrayList<>(1);
    private final Map<Bytes, Version> superseded = new HashMap<>(2);

    /// @param stored the revisions whose events are on disk and were not compacted
    /// @param revision the one that the changes get: the current one and 1
    Mutation(
            WriteSet rows,
            LatestVersions latest,
            KeyCounter counter,
            LeaseTable leases,
            Revisions stored,
            long revision) {
        this.rows = rows;
        this.latest = latest;
        this.counter = counter;
        this.leases = leases;
        this.stored = stored;
        this.revision = revision;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    long revision() {
        return revision;
    }

    /// What a reader inside the command sees as current: [#revision] once anything has changed.
    long revisionSoFar() {
        return isEmpty() ? revision - 1 : revision;
    }

    /// The version of `key` before this command, when the command has changed it; else null.
    @Nullable Version before(Bytes key) {
        return superseded.get(key);
    }

    List<Event> events() {
        return events;
    }

    /// Sets `key`, which exists as `current`, or not when that is null.
    void put(Bytes key, Bytes value, long lease, @Nullable Version current) {
        long create = current == null ? revision : current.create();
        long version = current == null ? 1 : current.version() + 1;
        var next = new Version(revision, events.size(), create, version, lease, value);

        Optional<KeyValue> previous = previous(key, current);
        if (current == null) {
            counter.created(key);
        } else {
            keepPast(key, current);
        }
        Bytes row = next.toRow();
        rows.put(Table.LIVE, key, row);
        latest.put(key, row);
        moveLease(key, current == null ? 0 : current.lease(), lease);

        KeyValue kv = next.toKeyValue(key);
        rows.append(Table.REVISIONS, EventRow.key(revision, events.size()), EventRow.put(kv));
        boolean created = create == revision;
        events.add(new Event(Event.Kind.PUT, kv, created ? Optional.empty() : previous));
    }

    /// Deletes `key`, which exists as `current`.
    void delete(Bytes key, Version current) {
        Optional<KeyValue> previous = previous(key, current);
        keepPast(key, current);
        rows.delete(Table.LIVE, key);
        latest.remove(key);
        counter.deleted(key);
        moveLease(key, current.lease(), 0);

        rows.append(Table.REVISIONS, EventRow.key(revision, events.size()), EventRow.delete(key));
        KeyValue gone = new KeyValue(key, Bytes.EMPTY, 0, revision, 0, 0);
        events.add(new Event(Event.Kind.DELETE, gone, previous));
    }

    /// The key as of the revision before this one, which is not `current` when an earlier operation
    /// of the same command has changed it.
    private Optional<KeyValue> previous(Bytes key, @Nullable Version current) {
        boolean untouched = current != null && current.mod() < revision;
        Version before = untouched ? current : before(key);
        return before == null ? Optional.empty() : Optional.of(before.toKeyValue(key));
    }

    /// A version that is made and replaced within one revision was never visible.
    private void keepPast(Bytes key, Version current) {
        if (current.mod() < revision) {
            superseded.put(key, current);
            Bytes row =
                    isEventStored(current)
                            ? PastRow.withoutValue(current)
                            : PastRow.withValue(current);
            rows.put(Table.PAST, new PastKey(key, revision).toRow(), row);
        }
    }

    /// Events of the entry that is being applied are not read before they are written, and those
    /// below the compact revision may be gone.
    private boolean isEventStored(Version version) {
        return version.mod() >= stored.compacted() && version.mod() <= stored.current();
    }

    private void moveLease(Bytes key, long from, long to) {
        if (from == to) {
            return;
        }
        if (from != 0) {
            leases.detach(from, key);
        }
        if (to != 0) {
            leases.attach(to, key);
        }
    }
}
