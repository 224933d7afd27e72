package io.leme.store.mvcc;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.Bytes;
import io.leme.store.command.KeyValue;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/// etcd's HashKV: a checksum over every version that is kept up to a revision, bit for bit what an
/// etcd with the same history answers.
///
/// It runs over the text `key` and then, in the order of revisions, over the key and value of each
/// row as etcd stores it: 8 bytes of revision, `_`, 8 bytes of sub revision, a `t` for a deletion;
/// and the version as a protocol buffer, of a deletion the key alone. Of the versions at or below
/// the compact revision those count that are visible at the asked one, and a deletion at the
/// compact revision while that is the asked one.
///
/// Holds a small record in memory per key that has a version at or below the compact revision.
final class KeyHash {
    private final Reader rows;
    private final Position position;
    private final KeyReader keys;
    private final CRC32C checksum = new CRC32C();

    /// Where a version of before the compaction is found.
    private record Kept(long mod, long sub, Bytes key, long supersededAt) {}

    KeyHash(Reader rows, Position position) {
        this.rows = rows;
        this.keys = new KeyReader(rows);
        this.position = position;
    }

    /// `revision` is at least the compact and at most the current one.
    int upTo(long revision) {
        checksum.update(Bytes.utf8("key").unsafeArray());
        long compacted = position.compactRevision();
        if (compacted > 0) {
            kept(compacted, revision).forEach(this::add);
        }
        events(Math.max(0, compacted), revision);
        return (int) checksum.getValue();
    }

    /// Events above the compaction, and the deletions of that revision itself.
    private void events(long compacted, long revision) {
        Bytes from = EventRow.firstOf(compacted);
        Bytes until = EventRow.firstOf(revision + 1);
        try (Cursor events = rows.cursor(Table.REVISIONS, from, until)) {
            while (events.next()) {
                long main = EventRow.revisionOf(events.key());
                boolean deleted = EventRow.isDelete(events.value());
                if (main > compacted || (deleted && revision == compacted)) {
                    KeyValue kv = EventRow.keyValue(main, events.value());
                    row(main, EventRow.subOf(events.key()), deleted);
                    checksum.update(deleted ? keyAlone(kv.key()) : message(kv));
                }
            }
        }
    }

    private List<Kept> kept(long compacted, long revision) {
        List<Kept> kept = new ArrayList<>();
        try (Cursor live = rows.cursor(Table.LIVE, Bytes.EMPTY, null)) {
            while (live.next()) {
                Version version = Version.of(live.value());
                if (version.mod() <= compacted) {
                    kept.add(new Kept(version.mod(), version.sub(), live.key(), 0));
                }
            }
        }
        try (Cursor past = rows.cursor(Table.PAST, Bytes.EMPTY, null)) {
            while (past.next()) {
                PastKey key = PastKey.of(past.key());
                Version version = PastRow.versionWithoutValue(past.value());
                if (version.mod() <= compacted && key.supersededAt() > revision) {
                    kept.add(new Kept(version.mod(), version.sub(), key.key(), key.supersededAt()));
                }
            }
        }
        kept.sort(Comparator.comparingLong(Kept::mod).thenComparingLong(Kept::sub));
        return kept;
    }

    private void add(Kept kept) {
        Version version =
                kept.supersededAt == 0
                        ? keys.latest(kept.key)
                        : keys.superseded(kept.key, kept.supersededAt);
        if (version == null) {
            throw new IllegalStateException("a row of the snapshot is gone: " + kept);
        }
        row(kept.mod, kept.sub, false);
        checksum.update(message(version.toKeyValue(kept.key)));
    }

    private void row(long main, long sub, boolean deleted) {
        var key = new ArrayOutput(2 * Long.BYTES + 2);
        key.fixed64(main);
        key.octet('_');
        key.fixed64(sub);
        if (deleted) {
            key.octet('t');
        }
        checksum.update(key.toArray());
    }

    private static byte[] keyAlone(Bytes key) {
        var message = new ArrayOutput(key.length() + 8);
        text(message, 1, key);
        return message.toArray();
    }

    /// etcd's KeyValue message.
    private static byte[] message(KeyValue kv) {
        var message = new ArrayOutput(kv.key().length() + kv.value().length() + 64);
        text(message, 1, kv.key());
        number(message, 2, kv.createRevision());
        number(message, 3, kv.modRevision());
        number(message, 4, kv.version());
        text(message, 5, kv.value());
        number(message, 6, kv.lease());
        return message.toArray();
    }

    private static void text(ArrayOutput message, int field, Bytes text) {
        if (!text.isEmpty()) {
            message.octet(field << 3 | 2);
            message.sized(text);
        }
    }

    private static void number(ArrayOutput message, int field, long value) {
        if (value != 0) {
            message.octet(field << 3);
            message.varint(value);
        }
    }
}
