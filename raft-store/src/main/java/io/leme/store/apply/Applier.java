package io.leme.store.apply;

import io.leme.store.auth.AuthState;
import io.leme.store.base.MalformedBytesException;
import io.leme.store.command.Alarm;
import io.leme.store.command.Envelope;
import io.leme.store.command.EnvelopeCodec;
import io.leme.store.command.Result;
import io.leme.store.consensus.LogPosition;
import io.leme.store.consensus.ReplicatedState;
import io.leme.store.lease.Lease;
import io.leme.store.mvcc.KeyCounter;
import io.leme.store.mvcc.LatestVersions;
import io.leme.store.mvcc.Position;
import io.leme.store.mvcc.Publisher;
import io.leme.store.mvcc.StateHash;
import io.leme.store.mvcc.SweepCounts;
import io.leme.store.mvcc.Sweeper;
import io.leme.store.mvcc.View;
import io.leme.store.mvcc.ViewSource;
import io.leme.store.storage.Backend;
import io.leme.store.storage.BackendFactory;
import io.leme.store.storage.Batch;
import io.leme.store.storage.StateDirectory;
import io.leme.store.storage.StateFormat;
import io.leme.store.storage.Table;
import io.leme.store.storage.UnknownFormatException;
import io.leme.store.storage.WriteSet;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The state machine: applies log entries to the tables and publishes what came out.
///
/// An entry is one pass and one batch: its commands run in order against a write set, data and
/// applied index are written together, then the new instant is published, then observers are told.
///
/// Threads: [#apply], [#advance] and [#replace] come from one thread. Views, positions, hashes,
/// [#flush] and [#checkpoint] may come from any. Whatever is thrown out of here is a broken member:
/// an entry that cannot be read, storage that fails, an invariant that does not hold.
public final class Applier implements ReplicatedState, ViewSource, AutoCloseable {
    private final StateDirectory directory;
    private final BackendFactory backends;
    private final Rules rules;
    private final Observer observer;
    private final LatestVersions latest = LatestVersions.sizedForHeap();
    private final Publisher publisher = new Publisher();

    /// Held while data and position change: both are of one instant for whoever holds it.
    private final Object writing = new Object();

    private volatile Backend backend;
    private volatile Sweeper sweeper;
    private volatile Position position;
    private KeyCounter counter;
    private volatile MemberRegistry members;
    private final SweepCounts sweeps = new SweepCounts();
    private volatile boolean replacing;

    /// Opens the state that lives in `root`, or a fresh one.
    ///
    /// @param guards asked in order before each command
    /// @param observer told of everything that is applied from now on
    /// @throws UnknownFormatException when a later version wrote the state
    public Applier(Path root, BackendFactory backends, List<Guard> guards, Observer observer) {
        this.directory = new StateDirectory(root);
        this.backends = backends;
        this.rules = new Rules(guards);
        this.observer = observer;
        directory.prepare();
        backend = known(backends.open(directory.current()));
        sweeper = new Sweeper(backend, sweeps);
        position = positionOf(backend);
        counter = KeyCounter.of(backend);
        members = MemberTable.read(backend);
        rules.load(backend);
        publisher.publish(backend.snapshot(), position, counter);
    }

    /// A state whose rows this program understands.
    private static Backend known(Backend opened) {
        try {
            StateFormat.claim(opened);
            return opened;
        } catch (UnknownFormatException foreign) {
            opened.close();
            throw foreign;
        }
    }

    @Override
    public void apply(LogPosition entry, ByteBuffer bytes) {
        if (entry.index() <= position.appliedIndex()) {
            return;
        }
        observer.applying();
        sweeper.requireHealthy();
        List<Envelope> envelopes = decode(entry, bytes);
        Batch batch = backend.newBatch();
        var rows = new WriteSet(backend, batch);
        var run = new EntryRun(entry, rules, rows, latest, counter, position);

        List<List<Result>> results = new ArrayList<>(envelopes.size());
        for (Envelope envelope : envelopes) {
            results.add(run.run(envelope.commands()));
        }
        counter.settle(rows);
        rows.seal();
        write(run.after(), batch);
        if (run.changesMembers()) {
            members = MemberTable.read(backend);
        }

        if (!run.changes().isEmpty()) {
            observer.changed(run.changes());
        }
        run.tell(observer);
        for (int i = 0; i < results.size(); i++) {
            observer.answered(envelopes.get(i), results.get(i));
        }
    }

    private static List<Envelope> decode(LogPosition entry, ByteBuffer bytes) {
        try {
            return EnvelopeCodec.decode(bytes);
        } catch (MalformedBytesException e) {
            throw new MalformedBytesException(
                    "log entry %d cannot be read".formatted(entry.index()), e);
        }
    }

    @Override
    public void advance(LogPosition entry) {
        if (entry.index() > position.appliedIndex()) {
            write(position.at(entry.index(), entry.term()), backend.newBatch());
        }
    }

    /// Data and position become durable together and visible together.
    private void write(Position after, Batch batch) {
        after.writeTo(batch);
        boolean compacted = after.compactRevision() != position.compactRevision();
        synchronized (writing) {
            backend.write(batch);
            position = after;
            publisher.publish(backend.snapshot(), after, counter);
        }
        if (compacted) {
            sweeper.wake();
        }
    }

    @Override
    public View open() {
        return publisher.open();
    }

    @Override
    public LogPosition applied() {
        return logPosition(position);
    }

    @Override
    public LogPosition durable() {
        return logPosition(Position.of(backend.durable(Table.META, Position.KEY)));
    }

    @Override
    public LogPosition flush() {
        backend.flush();
        return durable();
    }

    @Override
    public LogPosition checkpoint(Path target) {
        backend.checkpoint(target);
        try (Backend copy = backends.open(target)) {
            return logPosition(positionOf(copy));
        }
    }

    @Override
    public void replace(Path replacement) {
        replacing = true;
        try {
            swap(replacement);
        } finally {
            replacing = false;
        }
    }

    private void swap(Path replacement) {
        directory.receive(replacement);
        requireNewer(directory.received());
        sweeper.close();
        publisher.withdraw();
        backend.close();
        directory.swap();
        latest.clear();

        backend = backends.open(directory.current());
        sweeper = new Sweeper(backend, sweeps);
        position = positionOf(backend);
        counter = KeyCounter.of(backend);
        members = MemberTable.read(backend);
        rules.load(backend);
        publisher.publish(backend.snapshot(), position, counter);
        observer.replaced();
    }

    /// Also proves that the replacement opens, before anything is given up for it.
    private void requireNewer(Path received) {
        try (Backend next = backends.open(received)) {
            StateFormat.check(next);
            Position offered = positionOf(next);
            if (offered.appliedIndex() < position.appliedIndex()) {
                throw new IllegalArgumentException(
                        "state at entry %d would replace state at entry %d"
                                .formatted(offered.appliedIndex(), position.appliedIndex()));
            }
        }
    }

    /// Who belongs to the cluster, as far as it was told.
    public MemberRegistry members() {
        return members;
    }

    /// The alarms that are raised, by kind and member.
    public List<Alarm> alarms() {
        return rules.alarms();
    }

    /// Users, roles and permissions.
    public AuthState auth() {
        return rules.auth();
    }

    public List<Lease> leases() {
        try (View view = open()) {
            return view.leases();
        }
    }

    public StateHash stateHash() {
        try (View view = open()) {
            return view.stateHash();
        }
    }

    /// Whether another member's state is being put in place of this one.
    public boolean isReplacing() {
        return replacing;
    }

    /// What compactions have removed from disk.
    public SweepCounts sweeps() {
        return sweeps;
    }

    /// Readers that hold some instant of the state, about.
    public long openViews() {
        return publisher.openViews();
    }

    /// Done when everything is removed that compactions applied so far have made unreadable. It
    /// fails with STOPPED when this state closes or is replaced before.
    public CompletableFuture<Void> swept() {
        return sweeper.swept();
    }

    /// Bytes that the state takes on disk, about.
    public long diskBytes() {
        return backend.sizeBytes();
    }

    /// Bytes of [#diskBytes] that are in use, about.
    public long liveBytes() {
        return backend.liveBytes();
    }

    /// Gives the space of what was deleted back to the disk, while everything goes on.
    public void reclaim() {
        backend.flush();
        // The published instant holds on to what was removed after it.
        synchronized (writing) {
            publisher.refresh(backend.snapshot());
        }
        backend.compact();
    }

    @Override
    public void close() {
        sweeper.close();
        publisher.close();
        backend.close();
    }

    private static Position positionOf(Backend backend) {
        return Position.of(backend.get(Table.META, Position.KEY));
    }

    private static LogPosition logPosition(Position position) {
        return new LogPosition(position.appliedTerm(), position.appliedIndex());
    }
}
