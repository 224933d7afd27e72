package io.leme.client.kv;

/// Which revisions of keys to keep, both ends included.
///
/// @param least 0 for no bound
/// @param most 0 for no bound
public record RevisionBounds(long least, long most) {
    /// Keeps all.
    public static final RevisionBounds NONE = new RevisionBounds(0, 0);

    public RevisionBounds {
        if (least < 0 || most < 0) {
            throw new IllegalArgumentException(
                    "a revision bound is negative: " + least + ", " + most);
        }
    }

    public static RevisionBounds atLeast(long revision) {
        return new RevisionBounds(revision, 0);
    }

    public static RevisionBounds atMost(long revision) {
        return new RevisionBounds(0, revision);
    }
}
