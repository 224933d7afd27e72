package io.leme.client.kv;

/// A key as it was at one revision.
///
/// Of a key that was deleted, as in an event, only `key` and `modRevision` are known; the rest is
/// empty or 0.
///
/// @param createRevision revision of the put that made the key since it was last absent
/// @param modRevision revision of the last change
/// @param version puts since the key was made, that one included
/// @param lease the lease the key ends with; 0 for none
public record KeyValue(
        ByteSequence key,
        ByteSequence value,
        long createRevision,
        long modRevision,
        long version,
        long lease) {}
