package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.AuthChange;
import io.leme.store.command.Command;
import io.leme.store.command.Compact;
import io.leme.store.command.Compare;
import io.leme.store.command.DeleteRange;
import io.leme.store.command.KeyValue;
import io.leme.store.command.LeaseExpire;
import io.leme.store.command.LeaseGrant;
import io.leme.store.command.LeaseRevoke;
import io.leme.store.command.Login;
import io.leme.store.command.MemberChange;
import io.leme.store.command.OnBehalf;
import io.leme.store.command.Operation;
import io.leme.store.command.PublishMember;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.command.SwitchAlarm;
import io.leme.store.command.Txn;
import io.leme.store.error.StoreError;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// etcd's key space, said as simply as possible: a whole map for each revision, nothing shared, and
/// nothing ever removed. What the real one answers must be the same.
final class NaiveKeySpace {
    private final List<NavigableMap<Bytes, KeyValue>> maps = new ArrayList<>();
    private final List<List<Event>> events = new ArrayList<>();
    private final TreeSet<Long> leases = new TreeSet<>();
    private long compacted = -1;

    /// The map and the events of the revision in the making.
    private NavigableMap<Bytes, KeyValue> working = new TreeMap<>();

    private List<Event> changes = new ArrayList<>();

    NaiveKeySpace() {
        for (int revision = 0; revision <= 1; revision++) {
            maps.add(new TreeMap<>());
            events.add(List.of());
        }
    }

    long revision() {
        return maps.size() - 1L;
    }

    long compactRevision() {
        return compacted;
    }

    Result apply(Command command) {
        working = new TreeMap<>(maps.getLast());
        changes = new ArrayList<>();
        Result result =
                switch (command) {
                    case Put put -> refusal(put, false).orElseGet(() -> put(put));
                    case DeleteRange delete -> delete(delete);
                    case Txn txn -> txn(txn);
                    case Compact compact -> compact(compact.revision());
                    case LeaseGrant grant -> grant(grant);
                    case LeaseRevoke revoke -> revoke(revoke.id());
                    case LeaseExpire expire -> throw new UnsupportedOperationException();
                    case PublishMember member -> throw new UnsupportedOperationException();
                    case SwitchAlarm alarm -> throw new UnsupportedOperationException();
                    case OnBehalf wish -> throw new UnsupportedOperationException();
                    case AuthChange change -> throw new UnsupportedOperationException();
                    case Login login -> throw new UnsupportedOperationException();
                    case MemberChange change -> throw new UnsupportedOperationException();
                };
        if (!changes.isEmpty()) {
            maps.add(working);
            events.add(changes);
            changes = new ArrayList<>();
        }
        return result;
    }

    private long revisionSoFar() {
        return revision() + (changes.isEmpty() ? 0 : 1);
    }

    private Optional<Result> refusal(Put put, boolean keyFirst) {
        boolean noLease = put.lease() != 0 && !leases.contains(put.lease());
        boolean noKey =
                (put.ignoreValue() || put.ignoreLease()) && !maps.getLast().containsKey(put.key());
        if (noLease && !(keyFirst && noKey)) {
            return Optional.of(new Result.Rejected(StoreError.LEASE_NOT_FOUND));
        }
        return noKey
                ? Optional.of(new Result.Rejected(StoreError.KEY_NOT_FOUND))
                : Optional.empty();
    }

    private Result put(Put put) {
        long next = revision() + 1;
        KeyValue old = working.get(put.key());
        KeyValue kept = old != null ? old : maps.getLast().get(put.key());
        var kv =
                new KeyValue(
                        put.key(),
                        put.ignoreValue() ? kept.value() : put.value(),
                        old == null ? next : old.createRevision(),
                        next,
                        old == null ? 1 : old.version() + 1,
                        put.ignoreLease() ? kept.lease() : put.lease());
        working.put(put.key(), kv);
        change(Event.Kind.PUT, kv);
        return new Result.Putted(next, put.prevKv() ? Optional.ofNullable(old) : Optional.empty());
    }

    private Result delete(DeleteRange delete) {
        List<KeyValue> doomed = within(working, delete.range());
        doomed.forEach(this::delete);
        return new Result.Deleted(
                revisionSoFar(), doomed.size(), delete.prevKv() ? doomed : List.of());
    }

    private void delete(KeyValue kv) {
        working.remove(kv.key());
        change(Event.Kind.DELETE, new KeyValue(kv.key(), Bytes.EMPTY, 0, revision() + 1, 0, 0));
    }

    private void change(Event.Kind kind, KeyValue kv) {
        boolean creates = kind == Event.Kind.PUT && kv.createRevision() == kv.modRevision();
        Optional<KeyValue> previous = Optional.ofNullable(maps.getLast().get(kv.key()));
        changes.add(new Event(kind, kv, creates ? Optional.empty() : previous));
    }

    private Result txn(Txn txn) {
        IdentityHashMap<Txn, Boolean> decisions = new IdentityHashMap<>();
        decide(txn, decisions);
        Optional<Result> refusal = refusal(txn, decisions);
        return refusal.orElseGet(() -> {
            List<Result> responses = run(txn, decisions);
            return new Result.TxnDone(revisionSoFar(), decisions.get(txn), responses);
        });
    }

    private void decide(Txn txn, IdentityHashMap<Txn, Boolean> decisions) {
        decisions.put(txn, txn.compares().stream().allMatch(this::holds));
        for (Operation operation : chosen(txn, decisions)) {
            if (operation instanceof Txn nested) {
                decide(nested, decisions);
            }
        }
    }

    private static List<Operation> chosen(Txn txn, IdentityHashMap<Txn, Boolean> decisions) {
        return decisions.get(txn) ? txn.success() : txn.failure();
    }

    private boolean holds(Compare compare) {
        List<KeyValue> kvs = within(maps.getLast(), compare.range());
        if (kvs.isEmpty()) {
            var missing = new KeyValue(Bytes.EMPTY, Bytes.EMPTY, 0, 0, 0, 0);
            return !(compare.operand() instanceof Compare.Operand.Value) && holds(compare, missing);
        }
        return kvs.stream().allMatch(kv -> holds(compare, kv));
    }

    private static boolean holds(Compare compare, KeyValue kv) {
        int order =
                switch (compare.operand()) {
                    case Compare.Operand.Version v -> Long.compare(kv.version(), v.wanted());
                    case Compare.Operand.CreateRevision c ->
                            Long.compare(kv.createRevision(), c.wanted());
                    case Compare.Operand.ModRevision m ->
                            Long.compare(kv.modRevision(), m.wanted());
                    case Compare.Operand.Lease l -> Long.compare(kv.lease(), l.wanted());
                    case Compare.Operand.Value v -> kv.value().compareTo(v.wanted());
                    case Compare.Operand.Unknown u -> 0;
                };
        return switch (compare.relation()) {
            case EQUAL -> order == 0;
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case NOT_EQUAL -> order != 0;
            case ALWAYS -> true;
        };
    }

    private Optional<Result> refusal(Txn txn, IdentityHashMap<Txn, Boolean> decisions) {
        List<Operation> flat = new ArrayList<>();
        flatten(txn, decisions, flat);
        for (Operation operation : flat) {
            if (operation instanceof Put put && refusal(put, true).isPresent()) {
                return refusal(put, true);
            }
        }
        for (Operation operation : flat) {
            if (operation instanceof Range range && range.revision() > revision()) {
                return Optional.of(new Result.Rejected(StoreError.FUTURE_REVISION));
            }
            if (operation instanceof Range range
                    && range.revision() != 0
                    && range.revision() < compacted) {
                return Optional.of(new Result.Rejected(StoreError.COMPACTED));
            }
        }
        return Optional.empty();
    }

    private static void flatten(
            Txn txn, IdentityHashMap<Txn, Boolean> decisions, List<Operation> flat) {
        for (Operation operation : chosen(txn, decisions)) {
            if (operation instanceof Txn nested) {
                flatten(nested, decisions, flat);
            } else {
                flat.add(operation);
            }
        }
    }

    private List<Result> run(Txn txn, IdentityHashMap<Txn, Boolean> decisions) {
        List<Result> responses = new ArrayList<>();
        for (Operation operation : chosen(txn, decisions)) {
            responses.add(
                    switch (operation) {
                        case Put put -> put(put);
                        case DeleteRange delete -> delete(delete);
                        case Range range -> range(range, working);
                        case Txn nested ->
                                new Result.TxnDone(
                                        0, decisions.get(nested), run(nested, decisions));
                    });
        }
        return responses;
    }

    private Result compact(long revision) {
        if (revision <= compacted) {
            return new Result.Rejected(StoreError.COMPACTED);
        }
        if (revision > revision()) {
            return new Result.Rejected(StoreError.FUTURE_REVISION);
        }
        compacted = revision;
        return new Result.Compacted(revision());
    }

    private Result grant(LeaseGrant grant) {
        return leases.add(grant.id())
                ? new Result.LeaseGranted(revision(), grant.id(), grant.ttlSeconds())
                : new Result.Rejected(StoreError.LEASE_EXISTS);
    }

    private Result revoke(long id) {
        if (!leases.remove(id)) {
            return new Result.Rejected(StoreError.LEASE_NOT_FOUND);
        }
        leaseKeyValues(id).forEach(this::delete);
        return new Result.LeaseRevoked(revisionSoFar());
    }

    private List<KeyValue> leaseKeyValues(long id) {
        return maps.getLast().values().stream().filter(kv -> kv.lease() == id).toList();
    }

    List<Bytes> leaseKeys(long id) {
        return leaseKeyValues(id).stream().map(KeyValue::key).toList();
    }

    /// At the latest or an older revision that is not compacted.
    Result.Ranged range(Range range) {
        return range(range, maps.getLast());
    }

    private Result.Ranged range(Range range, NavigableMap<Bytes, KeyValue> latest) {
        long revision = range.revision();
        List<KeyValue> visible =
                within(revision <= 0 ? latest : maps.get((int) revision), range.range());
        return NaiveRange.answer(range, visible, revisionSoFar());
    }

    private static List<KeyValue> within(NavigableMap<Bytes, KeyValue> map, KeyRange range) {
        return map.values().stream().filter(kv -> range.contains(kv.key())).toList();
    }

    /// All events from `from` on, as they were when they happened.
    List<RevisionEvents> changes(long from) {
        List<RevisionEvents> all = new ArrayList<>();
        for (long revision = from; revision <= revision(); revision++) {
            all.add(new RevisionEvents(revision, events.get((int) revision)));
        }
        return all;
    }

    /// All events from `from` on, up to `to`, that a watcher of `range` sees.
    List<RevisionEvents> history(KeyRange range, long from, long to) {
        List<RevisionEvents> history = new ArrayList<>();
        for (long revision = Math.max(2, from); revision <= to; revision++) {
            boolean previousIsGone = revision - 1 < compacted;
            List<Event> wanted = new ArrayList<>();
            for (Event event : events.get((int) revision)) {
                if (range.contains(event.kv().key())) {
                    wanted.add(
                            previousIsGone
                                    ? new Event(event.kind(), event.kv(), Optional.empty())
                                    : event);
                }
            }
            if (!wanted.isEmpty()) {
                history.add(new RevisionEvents(revision, wanted));
            }
        }
        return history;
    }
}
