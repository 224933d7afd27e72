package io.leme.client.kv;

import java.util.List;

/// A delete that is done.
///
/// @param revision the revision it made, or the store's revision if there was nothing to delete
/// @param deleted how many keys went
/// @param previous what they were; empty if it wasn't asked for
public record DeleteResult(long revision, long deleted, List<KeyValue> previous) {
    public DeleteResult {
        previous = List.copyOf(previous);
    }
}
