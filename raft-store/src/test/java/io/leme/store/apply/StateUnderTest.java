package io.leme.store.apply;

import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import io.leme.store.command.Command;
import io.leme.store.command.Envelope;
import io.leme.store.command.EnvelopeCodec;
import io.leme.store.command.Put;
import io.leme.store.command.Range;
import io.leme.store.command.Result;
import io.leme.store.consensus.LogPosition;
import io.leme.store.mvcc.RevisionEvents;
import io.leme.store.mvcc.View;
import io.leme.store.storage.BackendFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A state machine with the log that drives it: entries go in as bytes, as they come from Raft, and
/// are kept so that they can be replayed.
public final class StateUnderTest implements AutoCloseable {
    private final BackendFactory backends;
    private final List<Guard> guards;
    private final List<byte[]> log = new ArrayList<>();
    private RecordingObserver observer = new RecordingObserver();
    private Applier applier;
    private long term = 1;

    public StateUnderTest(Path root, BackendFactory backends) {
        this(root, backends, List.of());
    }

    StateUnderTest(Path root, BackendFactory backends, List<Guard> guards) {
        this.backends = backends;
        this.guards = guards;
        this.applier = new Applier(root, backends, guards, observer);
    }

    public static Put put(String key, String value) {
        return put(key, value, 0);
    }

    public static Put put(String key, String value, long lease) {
        return new Put(Bytes.utf8(key), Bytes.utf8(value), lease, false, false, false);
    }

    public Applier applier() {
        return applier;
    }

    RecordingObserver observer() {
        return observer;
    }

    public void term(long next) {
        term = next;
    }

    /// Applies `commands` as one entry.
    public List<Result> apply(Command... commands) {
        log.add(EnvelopeCodec.encode(new Envelope(7, log.size(), List.of(commands))));
        int before = observer.results.size();
        replay(log.size() - 1);
        return List.copyOf(observer.results.subList(before, observer.results.size()));
    }

    public List<RevisionEvents> revisions() {
        return observer.revisions;
    }

    public Result.Ranged range(Range range) {
        try (View view = applier.open()) {
            return view.range(range);
        }
    }

    public Result.Ranged get(String key) {
        return range(Range.of(KeyRange.single(Bytes.utf8(key))));
    }

    /// Closes as a stop does, and opens again.
    public void reopen(Path root) {
        applier.close();
        openAfterCrash(root);
    }

    /// Opens what lies in `root` and applies what the log holds above it.
    public void openAfterCrash(Path root) {
        observer = new RecordingObserver();
        applier = new Applier(root, backends, guards, observer);
        for (int i = 0; i < log.size(); i++) {
            replay(i);
        }
    }

    private void replay(int index) {
        applier.apply(new LogPosition(term, index), ByteBuffer.wrap(log.get(index)));
    }

    @Override
    public void close() {
        applier.close();
    }
}
