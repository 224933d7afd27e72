package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Computes a [StateHash]: all rows that count, in order. Rows that the sweep removes sooner or
/// later do not count, so the hash does not depend on how far it came.
final class StateDigest {
    private final Reader rows;
    private final Position position;
    private final MessageDigest digest = sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    StateDigest(Reader rows, Position position) {
        this.rows = rows;
        this.position = position;
    }

    StateHash compute() {
        number(position.revision());
        number(position.compactRevision());
        all(Table.LIVE);
        past();
        revisions();
        all(Table.LEASES);
        all(Table.LEASE_KEYS);
        return new StateHash(
                position.appliedIndex(),
                position.revision(),
                position.compactRevision(),
                ByteBuffer.wrap(digest.digest()).getLong());
    }

    private void all(Table table) {
        add(table, Bytes.EMPTY);
    }

    private void revisions() {
        add(Table.REVISIONS, EventRow.firstOf(Math.max(0, position.compactRevision())));
    }

    private void past() {
        name(Table.PAST);
        try (Cursor cursor = rows.cursor(Table.PAST, Bytes.EMPTY, null)) {
            while (cursor.next()) {
                Bytes key = cursor.key();
                if (PastKey.supersededAtOf(key) > position.compactRevision()) {
                    // Where the value lies differs between members.
                    row(key, PastRow.version(cursor.value(), rows).toRow().toBuffer());
                }
            }
        }
    }

    private void add(Table table, Bytes from) {
        name(table);
        try (Cursor cursor = rows.cursor(table, from, null)) {
            while (cursor.next()) {
                row(cursor.key(), cursor.value());
            }
        }
    }

    private void name(Table table) {
        digest.update(Bytes.utf8(table.label()).unsafeArray());
    }

    private void row(Bytes key, ByteBuffer value) {
        number(key.length());
        digest.update(key.unsafeArray());
        number(value.remaining());
        digest.update(value);
    }

    private void number(long value) {
        digest.update(number.clear().putLong(value).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
