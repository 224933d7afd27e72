package io.leme.store.consensus.ratis;

import io.leme.store.consensus.LogPosition;
import io.leme.store.consensus.ReplicatedState;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/// Ratis' view of our [ReplicatedState]. The live state is its own snapshot: what is durable in it
/// need not be replayed, and a member too far behind fetches a copy ([CheckpointFetch]).
final class StateMachineBridge extends BaseStateMachine {
    private static final CompletableFuture<Message> DONE =
            CompletableFuture.completedFuture(Message.EMPTY);

    /// Bytes of entries after which the state is made durable, however few the entries are: a
    /// restart reads them all, and the log cannot be purged before.
    private static final long FLUSH_EVERY_BYTES = 256L << 20;

    /// The most that is kept for members that were away: the log of most of a minute under load.
    private static final long KEEP_BYTES = 1L << 30;

    private final ReplicatedState state;
    private final Supervisor supervisor;
    private final Events events;
    private final Executor flushes;
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final int flushEveryEntries;
    private final KeptEntries kept;
    private long entriesSinceFlush;
    private long bytesSinceFlush;

    /// The last entry that Ratis was told it may delete; it takes no lower one after that.
    private long purgeable;

    private volatile @Nullable SnapshotInfo durable;
    private volatile @Nullable CheckpointFetch fetch;

    /// @param flushes runs flushes, one at a time and away from the apply thread
    StateMachineBridge(
            ReplicatedState state,
            Supervisor supervisor,
            Events events,
            Executor flushes,
            Retention retention) {
        this.state = state;
        this.supervisor = supervisor;
        this.events = events;
        this.flushes = flushes;
        this.flushEveryEntries = retention.flushEveryEntries();
        this.kept = new KeptEntries(retention.keepEntries(), KEEP_BYTES);
        setLastAppliedTermIndex(termIndex(state.applied()));
    }

    void fetchWith(CheckpointFetch checkpoints) {
        fetch = checkpoints;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage) {
        getLifeCycle().startAndTransition(() -> opened(state.applied()));
    }

    private void opened(LogPosition position) {
        setLastAppliedTermIndex(termIndex(position));
        // All that was opened is on disk.
        durable = snapshot(position);
        purgeable = position.index();
        events.applied(position);
    }

    @Override
    public @Nullable SnapshotInfo getLatestSnapshot() {
        return durable;
    }

    /// The entry is about to enter the log: from here on its outcome is not known until it ends.
    @Override
    public TransactionContext preAppendTransaction(TransactionContext context) {
        if (context.getClientRequest().getMessage() instanceof Entry entry) {
            entry.appending();
        }
        return context;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext context) {
        LogEntryProto entry = context.getLogEntry();
        LogPosition position = new LogPosition(entry.getTerm(), entry.getIndex());
        fatalIfItFails(
                "applying log entry " + entry.getIndex(),
                () ->
                        state.apply(
                                position,
                                entry.getStateMachineLogEntry()
                                        .getLogData()
                                        .asReadOnlyByteBuffer()));
        moved(position, entry.getSerializedSize());
        return DONE;
    }

    /// Apply never waits for a flush; one that is due while another runs follows it.
    private void flushAfter(int bytes) {
        entriesSinceFlush++;
        bytesSinceFlush += bytes;
        boolean due =
                entriesSinceFlush >= flushEveryEntries || bytesSinceFlush >= FLUSH_EVERY_BYTES;
        if (due && flushing.compareAndSet(false, true)) {
            entriesSinceFlush = 0;
            bytesSinceFlush = 0;
            flushes.execute(() -> {
                flush();
                flushing.set(false);
                events.purgeable();
            });
        }
    }

    private void flush() {
        // The state may be closing too.
        if (!supervisor.isClosing()) {
            fatalIfItFails("making the state durable", state::flush);
        }
    }

    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        LogPosition position = new LogPosition(term, index);
        fatalIfItFails("advancing to log entry " + index, () -> state.advance(position));
        moved(position, 0);
    }

    private void moved(LogPosition position, int bytes) {
        updateLastAppliedTermIndex(position.term(), position.index());
        events.applied(position);
        kept.add(position.index(), bytes);
        flushAfter(bytes);
    }

    private void fatalIfItFails(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            supervisor.broken(what, e);
            throw e;
        }
    }

    /// Comes after a flush, on the apply thread. Answers up to where the log may be deleted, which
    /// is not all that is durable.
    @Override
    public long takeSnapshot() {
        LogPosition position = state.durable();
        durable = snapshot(position);
        long applied = getLastAppliedTermIndex().getIndex();
        purgeable = Math.max(purgeable, kept.purgeable(position.index(), applied));
        return purgeable;
    }

    /// Called when a copy is at hand; the apply thread then calls [#reinitialize].
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    @Override
    public void reinitialize() {
        CheckpointFetch checkpoints = fetch;
        if (checkpoints == null) {
            throw new IllegalStateException("no checkpoint was fetched");
        }
        getLifeCycle()
                .startAndTransition(() ->
                        fatalIfItFails(
                                "replacing the state", () -> opened(checkpoints.install(state))));
    }

    @Override
    public CompletableFuture<TermIndex> notifyInstallSnapshotFromLeader(
            RoleInfoProto role, TermIndex firstInLog) {
        CheckpointFetch checkpoints = fetch;
        if (checkpoints == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("not started"));
        }
        RaftPeerId leader =
                RaftPeerId.valueOf(role.getFollowerInfo().getLeaderInfo().getId().getId());
        return checkpoints
                .fetch(PeerIds.member(leader), firstInLog.getIndex() - 1)
                .thenApply(StateMachineBridge::termIndex);
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
        events.leadershipMoved();
    }

    @Override
    public void notifyLeaderReady() {
        events.leadershipMoved();
    }

    @Override
    public void notifyNotLeader(java.util.Collection<TransactionContext> pending) {
        events.deposed();
    }

    @Override
    public void notifyLogFailed(Throwable cause, LogEntryProto entry) {
        supervisor.broken("writing the log", cause);
    }

    @Override
    public void notifyServerShutdown(RoleInfoProto role, boolean all) {
        supervisor.ended("the log was shut down");
    }

    @Override
    public void close() {
        supervisor.ended("the log was closed");
    }

    private static TermIndex termIndex(LogPosition position) {
        return position.index() < 0
                ? TermIndex.INITIAL_VALUE
                : TermIndex.valueOf(position.term(), position.index());
    }

    private static @Nullable SnapshotInfo snapshot(LogPosition position) {
        return position.index() < 0 ? null : new Durable(termIndex(position));
    }

    /// A snapshot without files.
    private record Durable(TermIndex position) implements SnapshotInfo {
        @Override
        public TermIndex getTermIndex() {
            return position;
        }

        @Override
        public List<FileInfo> getFiles() {
            return List.of();
        }
    }

    /// What the log did, told on its own threads and partly under its locks: never block.
    interface Events {
        void applied(LogPosition position);

        /// Leader, term or readiness may have changed.
        void leadershipMoved();

        void deposed();

        /// More of the log than usual is durable in the state.
        void purgeable();
    }
}
