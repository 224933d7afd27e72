package io.leme.store.mvcc;

import io.leme.store.base.Bytes;
import io.leme.store.command.KeyValue;
import io.leme.store.lease.LeaseTable;
import io.leme.store.storage.Table;
import io.leme.store.storage.WriteSet;

/// Takes over versions that another store has made, with the revisions that they have there. They
/// come in the order of their revisions; those at or below the compact revision need not be all
/// that there ever were.
public final class KeyImport {
    private final WriteSet rows;
    private final KeyReader keys;
    private final LeaseTable leases;
    private final long compacted;

    /// @param compacted the compact revision, negative when there is none
    public KeyImport(WriteSet rows, long compacted) {
        this.rows = rows;
        this.keys = new KeyReader(rows);
        this.leases = new LeaseTable(rows);
        this.compacted = compacted;
    }

    /// A version of a key. Its lease is attached if it is there.
    public void put(KeyValue kv, long sub) {
        supersede(kv.key(), kv.modRevision());
        var version =
                new Version(
                        kv.modRevision(),
                        sub,
                        kv.createRevision(),
                        kv.version(),
                        kv.lease(),
                        kv.value());
        rows.put(Table.LIVE, kv.key(), version.toRow());
        if (kv.lease() != 0 && leases.exists(kv.lease())) {
            leases.attach(kv.lease(), kv.key());
        }
        if (isHistory(kv.modRevision())) {
            rows.append(Table.REVISIONS, EventRow.key(kv.modRevision(), sub), EventRow.put(kv));
        }
    }

    public void delete(Bytes key, long revision, long sub) {
        supersede(key, revision);
        rows.delete(Table.LIVE, key);
        if (isHistory(revision)) {
            rows.append(Table.REVISIONS, EventRow.key(revision, sub), EventRow.delete(key));
        }
    }

    /// What the compaction has hidden is not taken over, and what was made and replaced within one
    /// revision was never visible.
    private void supersede(Bytes key, long revision) {
        Version current = keys.latest(key);
        if (current == null) {
            return;
        }
        if (current.lease() != 0) {
            leases.detach(current.lease(), key);
        }
        if (revision > compacted && current.mod() < revision) {
            Bytes row =
                    isHistory(current.mod())
                            ? PastRow.withoutValue(current)
                            : PastRow.withValue(current);
            rows.put(Table.PAST, new PastKey(key, revision).toRow(), row);
        }
    }

    /// Events of the compact revision itself are kept, as [Sweep] does.
    private boolean isHistory(long revision) {
        return revision >= compacted;
    }
}
