package io.leme.store.lease;

import io.leme.store.base.ArrayOutput;
import io.leme.store.base.Bytes;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;
import java.util.List;

/// The tables of leases while an entry is applied. A key is attached to one lease at most: the
/// caller detaches it from the old one when its lease changes or it is deleted.
public final class LeaseTable {
    private final WriteSet rows;
    private final LeaseReader reader;

    public LeaseTable(WriteSet rows) {
        this.rows = rows;
        this.reader = new LeaseReader(rows);
    }

    public boolean exists(long id) {
        return reader.exists(id);
    }

    public List<Bytes> keys(long id) {
        return reader.keys(id);
    }

    public void grant(Lease lease) {
        var row = new ArrayOutput(Long.BYTES);
        row.varint(lease.ttlSeconds());
        rows.put(Table.LEASES, LeaseReader.leaseKey(lease.id()), row.toBytes());
    }

    /// Forgets a lease whose keys are detached.
    public void remove(long id) {
        rows.delete(Table.LEASES, LeaseReader.leaseKey(id));
    }

    public void attach(long id, Bytes key) {
        rows.put(Table.LEASE_KEYS, LeaseReader.attachmentKey(id, key), Bytes.EMPTY);
    }

    public void detach(long id, Bytes key) {
        rows.delete(Table.LEASE_KEYS, LeaseReader.attachmentKey(id, key));
    }
}
