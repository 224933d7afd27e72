package io.leme.store.judge.differential;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/// What the run knows of the servers' state, taken from etcd's answers. The generator aims by it.
final class Known {
    private long revision = 1;
    private long compacted;
    private final List<List<Long>> watchIds = new ArrayList<>();

    Known(int streams) {
        for (int i = 0; i < streams; i++) {
            watchIds.add(new ArrayList<>());
        }
    }

    long revision() {
        return revision;
    }

    long compacted() {
        return compacted;
    }

    void sawRevision(long seen) {
        revision = Math.max(revision, seen);
    }

    void sawCompaction(long seen) {
        compacted = Math.max(compacted, seen);
    }

    List<Long> watchIds(int stream) {
        return watchIds.get(stream);
    }

    int watchers() {
        return watchIds.stream().mapToInt(List::size).sum();
    }

    int streams() {
        return watchIds.size();
    }

    static ByteString bytes(String text) {
        return ByteString.copyFrom(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
