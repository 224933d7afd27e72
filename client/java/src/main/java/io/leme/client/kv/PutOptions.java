package io.leme.client.kv;

/// How to put.
///
/// @param lease the lease the key shall end with; 0 for none, which also detaches it from one it
///   has
/// @param previous bring back what the key was before
/// @param keepValue leave the value as it is, just make a new version; the put's value must be
///   empty and the key must exist
/// @param keepLease leave the key with the lease it has; `lease` must be 0 and the key must exist
public record PutOptions(long lease, boolean previous, boolean keepValue, boolean keepLease) {
    private static final PutOptions STANDARD = new PutOptions(0, false, false, false);

    public PutOptions {
        if (keepLease && lease != 0) {
            throw new IllegalArgumentException("a put can't both keep the lease and set one");
        }
    }

    /// No lease, and nothing brought back.
    public static PutOptions standard() {
        return STANDARD;
    }

    public PutOptions withLease(long newLease) {
        return new PutOptions(newLease, previous, keepValue, keepLease);
    }

    public PutOptions withPrevious(boolean newPrevious) {
        return new PutOptions(lease, newPrevious, keepValue, keepLease);
    }

    public PutOptions withKeepValue(boolean newKeepValue) {
        return new PutOptions(lease, previous, newKeepValue, keepLease);
    }

    public PutOptions withKeepLease(boolean newKeepLease) {
        return new PutOptions(lease, previous, keepValue, newKeepLease);
    }
}
