package io.leme.client.fake;

import com.google.protobuf.ByteString;
import io.leme.wire.kv.Event;
import io.leme.wire.kv.Event.EventType;
import io.leme.wire.kv.KeyValue;
import io.leme.wire.rpc.ResponseHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keys, revisions and history, as much of them as the client's tests need; shared by the members
/// of a fake cluster.
public final class FakeStore {
    private final TreeMap<String, KeyValue> keys = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private final List<Runnable> watching = new CopyOnWriteArrayList<>();
    private long revision = 1;
    private long compacted;

    /// One revision for all pairs of `key`, `value`.
    public synchronized long put(String... pairs) {
        revision++;
        for (int i = 0; i < pairs.length; i += 2) {
            KeyValue old = keys.get(pairs[i]);
            KeyValue put =
                    KeyValue.newBuilder()
                            .setKey(ByteString.copyFromUtf8(pairs[i]))
                            .setValue(ByteString.copyFromUtf8(pairs[i + 1]))
                            .setCreateRevision(old == null ? revision : old.getCreateRevision())
                            .setModRevision(revision)
                            .setVersion(old == null ? 1 : old.getVersion() + 1)
                            .build();
            keys.put(pairs[i], put);
            history.add(Event.newBuilder().setKv(put).build());
        }
        watching.forEach(Runnable::run);
        return revision;
    }

    public synchronized long delete(String key) {
        if (keys.remove(key) != null) {
            revision++;
            KeyValue gone =
                    KeyValue.newBuilder()
                            .setKey(ByteString.copyFromUtf8(key))
                            .setModRevision(revision)
                            .build();
            history.add(Event.newBuilder().setType(EventType.DELETE).setKv(gone).build());
            watching.forEach(Runnable::run);
        }
        return revision;
    }

    public synchronized void compact(long compactRevision) {
        compacted = compactRevision;
    }

    public synchronized long revision() {
        return revision;
    }

    synchronized long compacted() {
        return compacted;
    }

    synchronized Optional<KeyValue> get(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    /// Changes of the keys with a prefix, from a revision on.
    synchronized List<Event> since(long from, String prefix) {
        return history.stream()
                .filter(event -> event.getKv().getModRevision() >= from)
                .filter(event -> event.getKv().getKey().toStringUtf8().startsWith(prefix))
                .toList();
    }

    synchronized void watch(Runnable changed) {
        watching.add(changed);
    }

    synchronized void unwatch(Runnable changed) {
        watching.remove(changed);
    }

    ResponseHeader header() {
        return ResponseHeader.newBuilder()
                .setClusterId(1)
                .setMemberId(2)
                .setRevision(revision())
                .setRaftTerm(3)
                .build();
    }
}
