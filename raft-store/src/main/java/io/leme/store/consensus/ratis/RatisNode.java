package io.leme.store.consensus.ratis;

import io.leme.store.base.Ticker;
import io.leme.store.consensus.EntryLog;
import io.leme.store.consensus.Halt;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.LogMetrics;
import io.leme.store.consensus.LogPosition;
import io.leme.store.consensus.Membership;
import io.leme.store.consensus.PeerCalls;
import io.leme.store.consensus.PeerFigures;
import io.leme.store.consensus.ReadGate;
import io.leme.store.consensus.ReplicatedState;
import io.leme.store.consensus.ratis.RatisSettings.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.util.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One member's replicated log, running. Drives a [ReplicatedState] that outlives it: the state is
/// opened before and closed after.
public final class RatisNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RatisNode.class);

    private final Assembly assembly;
    private final RatisServer server;
    private final RatisLeadership leadership;
    private final RatisLog log;
    private final RatisReadGate reads;
    private final RatisPeerCalls peers;
    private final PeerChannels channels;
    private final Threads threads;
    private final Handover handover;
    private final LogMetrics syncs;
    private final Membership membership;

    private RatisNode(Assembly assembly) {
        this.assembly = assembly;
        server = assembly.server;
        leadership = assembly.leadership;
        log = assembly.log;
        reads = assembly.reads;
        peers = new RatisPeerCalls(assembly.service, assembly.channels);
        channels = assembly.channels;
        threads = assembly.threads;
        membership = new RatisMembership(server, channels, assembly.hooks);
        handover = new Handover(server.division(), assembly.hooks, Ticker.SYSTEM);
        syncs = RatisMetrics.ofThisProcess().syncs(server.division().getMemberId().toString());
    }

    /// Opens the log and takes part in the cluster from here on. Returns before a leader is known.
    ///
    /// @param state open, and driven by nobody else
    /// @param halt called when this member can no longer be trusted to go on
    /// @throws UnusableLogException when the directory is another member's or the log is damaged
    public static RatisNode open(RatisSettings settings, ReplicatedState state, Halt halt)
            throws IOException {
        return open(settings, state, halt, Retention.DEFAULT);
    }

    /// As above, with a log kept shorter or longer than usual.
    public static RatisNode open(
            RatisSettings settings, ReplicatedState state, Halt halt, Retention retention)
            throws IOException {
        Identity.claim(settings, state.applied());
        new LogInspection(settings.segments(), state.durable()).run();
        Threads threads = Threads.start(Long.toHexString(settings.self()));
        RatisNode node;
        try {
            node = new RatisNode(new Assembly(settings, state, halt, retention, threads));
        } catch (IOException | RuntimeException e) {
            threads.close();
            throw e;
        }
        try {
            node.start();
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /// Makes the empty log of a member whose state came from elsewhere: it begins behind the state.
    public static void found(RatisSettings settings) throws IOException {
        Identity.claim(settings, LogPosition.NONE);
    }

    private void start() throws IOException {
        assembly.start();
    }

    public EntryLog entryLog() {
        return log;
    }

    public ReadGate readGate() {
        return reads;
    }

    public Leadership leadership() {
        return leadership;
    }

    public PeerCalls peerCalls() {
        return peers;
    }

    public Membership membership() {
        return membership;
    }

    public LogMetrics metrics() {
        return syncs;
    }

    public PeerFigures peerFigures() {
        return channels.traffic();
    }

    /// Index of the first entry that the log still has.
    long firstLogIndex() {
        return server.division().getRaftLog().getStartIndex();
    }

    /// Whether this member has been told that it is in, so that it stands for election when no
    /// leader is heard, unless it learns.
    boolean isTakenIn() {
        return server.division().getInfo().getLifeCycleState() == LifeCycle.State.RUNNING;
    }

    /// Leaves the cluster in order. Entries and reads that wait fail; the state may be closed next.
    @Override
    public void close() throws IOException {
        server.closing();
        handover.run();
        reads.close();
        server.close();
        channels.close();
        threads.close();
    }

    /// Builds bottom-up; the pieces that know each other in a circle are joined by [#connect].
    private static final class Assembly {
        private static final Duration TICK = Duration.ofMillis(50);

        private final RatisSettings settings;
        private final Threads threads;
        private final PeerService service;
        private final PeerChannels channels;
        private final Barrier barrier;
        private final LeaderHooks hooks;
        private final AppliedIndex applied;
        private final RatisServer server;
        private final RatisLeadership leadership;
        private final RatisLog log;
        private final RatisReadGate reads;
        private final QuorumWatchdog quorum;
        private final ConnectionWatchdog connections;
        private final PeerActivity activity;

        private Assembly(
                RatisSettings settings,
                ReplicatedState state,
                Halt halt,
                Retention retention,
                Threads threads)
                throws IOException {
            Ticker ticker = Ticker.SYSTEM;
            this.settings = settings;
            this.threads = threads;
            PeerTraffic traffic = new PeerTraffic();
            Duration silence = Duration.ofMillis(settings.timing().electionMillis());
            service = new PeerService(settings.cluster(), traffic);
            channels = new PeerChannels(settings, traffic);
            barrier = new Barrier(threads.completions(), threads.timer());
            hooks = hooks(traffic, ticker, silence);
            applied = new AppliedIndex(state.applied(), threads.completions());
            var supervisor = new Supervisor("raft-" + Long.toHexString(settings.self()), halt);
            StateMachineBridge bridge =
                    new StateMachineBridge(
                            state, supervisor, new LogEvents(), threads.slow(), retention);
            Path home = settings.directory();
            bridge.fetchWith(new CheckpointFetch(channels, beside(home, "incoming")));
            service.serveCheckpoints(new CheckpointSender(state, beside(home, "outgoing")));
            server =
                    RatisServer.build(
                            settings,
                            NodeProperties.of(settings, retention),
                            bridge,
                            hooks,
                            service,
                            supervisor);
            leadership = new RatisLeadership(settings.self(), server.division(), hooks, applied);
            activity = new PeerActivity(traffic, hooks, leadership, ticker, silence);
            log =
                    new RatisLog(
                            leadership,
                            new EntryJoiner(
                                    new LocalAppend(server.division(), ticker)::append,
                                    RatisLog.MAX_ENVELOPE_BYTES,
                                    ticker,
                                    threads::later),
                            channels,
                            threads.timer(),
                            ticker);
            reads =
                    new RatisReadGate(
                            leadership,
                            barrier,
                            hooks,
                            applied,
                            channels,
                            threads.timer(),
                            threads.completions(),
                            ticker);
            quorum = new QuorumWatchdog(server.division(), hooks, ticker, silence);
            connections =
                    new ConnectionWatchdog(
                            server.division(),
                            hooks,
                            ticker,
                            Duration.ofMillis(3L * settings.timing().electionMillis()),
                            threads.completions());
        }

        private LeaderHooks hooks(PeerTraffic traffic, Ticker ticker, Duration silence) {
            return new LeaderHooks(
                    ticker,
                    settings.timing().heartbeatMillis(),
                    barrier,
                    new RoundTrips(traffic, ticker, silence));
        }

        private void start() throws IOException {
            leadership.addListener(channels);
            service.serve(RatisLog.FORWARD, log::forwarded);
            service.serve(RatisReadGate.READ_INDEX, reads::asked);
            server.start(settings);
            barrier.connect(server.division(), hooks);
            every(TICK, this::tick);
        }

        private void tick() {
            if (server.isClosing()) {
                return;
            }
            server.check();
            quorum.check();
            connections.check();
            leadership.refresh();
            reads.expire();
            activity.check();
        }

        private void every(Duration period, Runnable task) {
            var _ =
                    threads.timer()
                            .scheduleAtFixedRate(
                                    () -> {
                                        try {
                                            task.run();
                                        } catch (RuntimeException e) {
                                            LOG.error("a periodic task of the log failed", e);
                                        }
                                    },
                                    period.toMillis(),
                                    period.toMillis(),
                                    TimeUnit.MILLISECONDS);
        }

        private static Path beside(Path directory, String name) {
            return directory.resolveSibling(directory.getFileName() + "." + name);
        }

        private final class LogEvents implements StateMachineBridge.Events {
            @Override
            public void applied(LogPosition position) {
                applied.moveTo(position);
                hooks.tellCommit();
            }

            @Override
            public void leadershipMoved() {
                try {
                    threads.timer().execute(leadership::refresh);
                } catch (RejectedExecutionException e) {
                    LOG.debug("closing: nobody is told who leads");
                }
            }

            @Override
            public void purgeable() {
                server.purge();
            }

            @Override
            public void deposed() {
                hooks.ended();
                leadershipMoved();
            }
        }
    }
}
