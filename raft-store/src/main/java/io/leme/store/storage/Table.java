package io.leme.store.storage;

/// The tables of the state. Their row layouts are written down with the classes that own them;
/// names and layouts are frozen once released.
public enum Table {
    /// Facts about the whole state: position, members, how far the sweep came.
    META("meta"),
    /// Key to its current version.
    LIVE("live"),
    /// Revision to the event of that revision: history in order.
    REVISIONS("revs"),
    /// Key and revision to a version that was overwritten or deleted since.
    PAST("past"),
    /// Lease id to its granted time to live.
    LEASES("leases"),
    /// Lease id and key, for every key that is attached to a lease.
    LEASE_KEYS("lease_keys");

    private final String label;

    Table(String label) {
        this.label = label;
    }

    /// The name on disk.
    public String label() {
        return label;
    }
}
