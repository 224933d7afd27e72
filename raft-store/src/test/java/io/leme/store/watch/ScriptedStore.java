package io.leme.store.watch;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.KeyValue;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import io.leme.store.lease.Lease;
import io.leme.store.mvcc.Event;
import io.leme.store.mvcc.KeySink;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.mvcc.StateHash;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store of which only revisions and history are real: what a watch hub looks at.
final class ScriptedStore implements ViewSource {
    private final Map<Bytes, KeyValue> current = new HashMap<>();
    private List<RevisionEvents> history = List.of();
    private long revision = 1;
    private long compacted = -1;

    /// One change of one revision; deletes the key when there is no value.
    record Change(String key, Optional<String> value) {}

    /// Applies changes in one revision and returns its events.
    synchronized RevisionEvents commit(List<Change> changes) {
        revision++;
        List<Event> events = changes.stream().map(this::event).toList();
        RevisionEvents committed = new RevisionEvents(revision, events);
        List<RevisionEvents> longer = new ArrayList<>(history);
        longer.add(committed);
        history = List.copyOf(longer);
        return committed;
    }

    synchronized void compact(long below) {
        compacted = below;
    }

    private Event event(Change change) {
        Bytes key = Bytes.utf8(change.key);
        Optional<KeyValue> previous = Optional.ofNullable(current.get(key));
        if (change.value.isEmpty()) {
            current.remove(key);
            KeyValue gone = new KeyValue(key, Bytes.EMPTY, 0, revision, 0, 0);
            return new Event(Event.Kind.DELETE, gone, previous);
        }
        KeyValue put =
                new KeyValue(
                        key,
                        Bytes.utf8(change.value.get()),
                        previous.map(KeyValue::createRevision).orElse(revision),
                        revision,
                        previous.map(KeyValue::version).orElse(0L) + 1,
                        0);
        current.put(key, put);
        return new Event(Event.Kind.PUT, put, previous);
    }

    @Override
    public synchronized View open() {
        return new Instant(history, revision, compacted);
    }

    private record Instant(List<RevisionEvents> all, long revision, long compactRevision)
            implements View {
        @Override
        public long appliedIndex() {
            return revision;
        }

        @Override
        public History history(
                KeyRange range, long from, long to, int maxRevisions, boolean withPrevious) {
            if (from < compactRevision) {
                throw new StoreException(StoreError.COMPACTED);
            }
            List<RevisionEvents> found = new ArrayList<>();
            for (RevisionEvents committed : all) {
                List<Event> events =
                        committed.events().stream()
                                .filter(event -> range.contains(event.kv().key()))
                                .toList();
                if (committed.revision() >= from
                        && committed.revision() <= to
                        && !events.isEmpty()) {
                    found.add(new RevisionEvents(committed.revision(), events));
                    if (found.size() == maxRevisions) {
                        return new History(found, committed.revision());
                    }
                }
            }
            return new History(found, to);
        }

        @Override
        public Result.Ranged range(Range range, KeySink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result.Ranged page(Range range, KeySink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result.Ranged range(Range range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result.TxnDone readOnly(Txn txn) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Lease> leases() {
            return List.of();
        }

        @Override
        public List<Bytes> leaseKeys(long lease) {
            return List.of();
        }

        @Override
        public int keyHash(long revision) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StateHash stateHash() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
