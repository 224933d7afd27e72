package io.leme.client.kv;

/// How to read a range.
///
/// @param limit at most so many keys; 0 for all
/// @param revision the store as it was after this revision; 0 for the newest
/// @param serializable read what the asked member has, which may be old but needs no majority;
///   otherwise the read sees every write that was answered before it began
/// @param modRevisions keep only keys last changed within
/// @param createRevisions keep only keys created within
public record RangeOptions(
        long limit,
        long revision,
        Sort sort,
        boolean serializable,
        Projection projection,
        RevisionBounds modRevisions,
        RevisionBounds createRevisions) {
    private static final RangeOptions STANDARD =
            new RangeOptions(
                    0,
                    0,
                    Sort.NONE,
                    false,
                    Projection.KEYS_AND_VALUES,
                    RevisionBounds.NONE,
                    RevisionBounds.NONE);

    public RangeOptions {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is negative: " + limit);
        }
        if (revision < 0) {
            throw new IllegalArgumentException("revision is negative: " + revision);
        }
    }

    /// Everything, newest, linearizable, in key order.
    public static RangeOptions standard() {
        return STANDARD;
    }

    public RangeOptions withLimit(long newLimit) {
        return new RangeOptions(
                newLimit, revision, sort, serializable, projection, modRevisions, createRevisions);
    }

    public RangeOptions withRevision(long newRevision) {
        return new RangeOptions(
                limit, newRevision, sort, serializable, projection, modRevisions, createRevisions);
    }

    public RangeOptions withSort(Sort newSort) {
        return new RangeOptions(
                limit, revision, newSort, serializable, projection, modRevisions, createRevisions);
    }

    public RangeOptions withSerializable(boolean newSerializable) {
        return new RangeOptions(
                limit, revision, sort, newSerializable, projection, modRevisions, createRevisions);
    }

    public RangeOptions withProjection(Projection newProjection) {
        return new RangeOptions(
                limit, revision, sort, serializable, newProjection, modRevisions, createRevisions);
    }

    public RangeOptions withModRevisions(RevisionBounds bounds) {
        return new RangeOptions(
                limit, revision, sort, serializable, projection, bounds, createRevisions);
    }

    public RangeOptions withCreateRevisions(RevisionBounds bounds) {
        return new RangeOptions(
                limit, revision, sort, serializable, projection, modRevisions, bounds);
    }
}
