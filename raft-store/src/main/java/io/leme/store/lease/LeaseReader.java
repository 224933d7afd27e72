package io.leme.store.lease;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.ByteInput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Cursor;
import io.leme.store.storage.Reader;
import io.leme.store.storage.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the tables of leases.
///
/// Rows, version 1: `leases` maps an id (8 bytes) to the TTL in seconds (base-128); `lease_keys`
/// holds id (8 bytes) and key, with an empty value.
public final class LeaseReader {
    private final Reader rows;

    public LeaseReader(Reader rows) {
        this.rows = rows;
    }

    public boolean exists(long id) {
        return rows.get(Table.LEASES, leaseKey(id)) != null;
    }

    /// All leases, in the order of their ids as unsigned numbers.
    public List<Lease> all() {
        List<Lease> leases = new ArrayList<>();
        try (Cursor cursor = rows.cursor(Table.LEASES, Bytes.EMPTY, null)) {
            while (cursor.next()) {
                long id = new ByteInput(cursor.key()).fixed64();
                leases.add(new Lease(id, new ByteInput(cursor.value()).varint()));
            }
        }
        return leases;
    }

    /// The keys attached to a lease, in key order.
    public List<Bytes> keys(long id) {
        List<Bytes> keys = new ArrayList<>();
        try (Cursor cursor = rows.cursor(Table.LEASE_KEYS, leaseKey(id), afterAllOf(id))) {
            while (cursor.next()) {
                var row = new ByteInput(cursor.key());
                row.fixed64();
                keys.add(row.rest());
            }
        }
        return keys;
    }

    static Bytes leaseKey(long id) {
        var row = new ArrayOutput(Long.BYTES);
        row.fixed64(id);
        return row.toBytes();
    }

    static Bytes attachmentKey(long id, Bytes key) {
        var row = new ArrayOutput(Long.BYTES + key.length());
        row.fixed64(id);
        row.raw(key);
        return row.toBytes();
    }

    /// The highest id has nothing above it.
    private static @Nullable Bytes afterAllOf(long id) {
        return id == -1 ? null : leaseKey(id + 1);
    }
}
