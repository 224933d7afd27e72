package io.leme.store;

import io.leme.store.apply.Applier;
import io.leme.store.auth.JwtTokens;
import io.leme.store.auth.Passwords;
import io.leme.store.auth.TokenTable;
import io.leme.store.auth.Tokens;
import io.leme.store.base.Ticker;
import io.leme.store.command.LeaseExpire;
import io.leme.store.command.PublishMember;
import io.leme.store.config.ClusterSettings;
import io.leme.store.config.ConfigException;
import io.leme.store.config.DataDirectory;
import io.leme.store.config.MemberSettings;
import io.leme.store.config.StoreSettings;
import io.leme.store.consensus.GroupCommit;
import io.leme.store.consensus.Halt;
import io.leme.store.consensus.LeaderHistory;
import io.leme.store.consensus.Leadership;
import io.leme.store.consensus.Membership;
import io.leme.store.consensus.Proposer;
import io.leme.store.consensus.ratis.RatisNode;
import io.leme.store.lease.Lease;
import io.leme.store.lease.LeaseClock;
import io.leme.store.mvcc.View;
import io.leme.store.rpc.CallerProposer;
import io.leme.store.rpc.ClientPort;
import io.leme.store.rpc.WireEvents;
import io.leme.store.service.Accounts;
import io.leme.store.service.Alarms;
import io.leme.store.service.AutoCompactor;
import io.leme.store.service.AutoDisarm;
import io.leme.store.service.Backups;
import io.leme.store.service.Callers;
import io.leme.store.service.Health;
import io.leme.store.service.KeyValues;
import io.leme.store.service.Leases;
import io.leme.store.service.Maintenance;
import io.leme.store.service.Members;
import io.leme.store.service.ReadQueue;
import io.leme.store.service.Roster;
import io.leme.store.service.SpaceQuota;
import io.leme.store.storage.UnknownFormatException;
import io.leme.store.storage.rocksdb.RocksBackend;
import io.leme.store.storage.rocksdb.RocksSettings;
import io.leme.store.storage.rocksdb.RocksTimes;
import io.leme.store.telemetry.CallTraces;
import io.leme.store.telemetry.Metrics;
import io.leme.store.tracing.CollectedTraces;
import io.leme.store.watch.PacedReads;
import io.leme.store.watch.WatchHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running member. Everything is wired here, from the data directory up to the client port, and
/// closed in reverse.
public final class StoreServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreServer.class);
    private static final Duration LEASE_CHECK = Duration.ofMillis(20);
    private static final Duration SIZE_CHECK = Duration.ofMillis(200);
    private static final Duration ROSTER_CHECK = Duration.ofMillis(200);
    private static final int LEAVE_CHECKS = 20;
    private static final Duration PUBLISH_PAUSE = Duration.ofMillis(200);

    private final StoreSettings settings;
    private final Closing closing = new Closing();
    private volatile boolean ending;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> removed = new CompletableFuture<>();
    private final Threads threads = new Threads();
    private final ReadQueue reads = new ReadQueue(threads.reads);
    private final Metrics metrics = new Metrics();
    private final RandomGenerator random = new SecureRandom();
    private final TokenTable tokens;
    private final AppliedEvents events;

    private StoreServer(StoreSettings settings) {
        this.settings = settings;
        this.tokens = new TokenTable(Ticker.SYSTEM, settings.member().logins().tokenTtl());
        this.events = new AppliedEvents(tokens);
    }

    /// Starts a member. Returns when its client port is open, which is before it has a leader.
    ///
    /// @param halt called when the member must not go on
    /// @throws io.leme.store.config.ConfigException when the settings do not fit the data directory
    ///   or a port is taken
    /// @throws IOException when the log cannot be opened
    public static StoreServer start(StoreSettings settings, Halt halt) throws IOException {
        StoreServer server = new StoreServer(Joining.resolve(settings));
        try {
            server.open(halt);
            return server;
        } catch (UnknownFormatException later) {
            server.close();
            throw new ConfigException(
                    List.of(
                            "--data-dir: %s: %s"
                                    .formatted(
                                            settings.member().dataDirectory(),
                                            later.getMessage())));
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    /// Completes when the member has a leader and has told the cluster about itself.
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /// Completes when this member was removed from its cluster and should end.
    public CompletableFuture<Void> removed() {
        return removed.copy();
    }

    /// Stops in order, within 5 s.
    @Override
    public void close() {
        closing.close();
    }

    private void open(Halt halt) throws IOException {
        ClusterSettings cluster = settings.cluster();
        DataDirectory directory = closing.add("data directory", DataDirectory.claim(settings));
        Path root = directory.path();
        closing.add("threads", threads);
        StoreMetrics figures = new StoreMetrics(metrics);
        Applier state = closing.add("state", state(root.resolve("state"), figures.disk()));
        WatchHub hub =
                closing.add(
                        "watches",
                        new WatchHub(
                                state,
                                new WireEvents(),
                                new PacedReads(
                                        threads.history,
                                        () -> state.applied().index(),
                                        Ticker.SYSTEM,
                                        LockSupport::parkNanos),
                                cluster.maxRequestBytes(),
                                cause -> halt.halt("the watch hub failed", cause)));
        LateProposer proposer = new LateProposer();
        LeaseClock clock =
                new LeaseClock(
                        Ticker.SYSTEM,
                        cluster.electionTimeout(),
                        (id, term) -> proposer.propose(new LeaseExpire(id, term)));
        clock.replaced(ttls(state));
        events.join(hub, clock, () -> clock.replaced(ttls(state)));
        hub.start();

        RatisNode node =
                closing.add(
                        "log",
                        RatisNode.open(
                                PeerSettings.of(settings, root.resolve("raft")),
                                state,
                                halt,
                                PeerSettings.retention(settings)));
        GroupCommit proposals = proposals(node);
        proposer.join(proposals);
        node.leadership().addListener(new LeaseLeadership(clock));
        every(LEASE_CHECK, clock::expireDue);
        figures.consensus(node.leadership(), proposals);
        figures.log(node.metrics());
        figures.state(state);
        figures.watches(hub);
        figures.applied(events.counts());
        ClientPort.Services services = services(node, proposals, clock, state, hub);
        follow(node, services.members(), state);
        figures.members(services.members()::isLearner, settings.member().upkeep().quotaBytes());
        figures.services(services, events.counts());
        new WorkMetrics(metrics).of(state, events.counts(), services);
        new PeerMetrics(metrics, node.leadership().self(), node.peerFigures())
                .register(services.members()::ids);
        openPort(services, node.leadership(), state);
        closing.add("chores", () -> ending = true);
        publish(proposals);
    }

    private Applier state(Path directory, RocksTimes times) {
        return new Applier(
                directory,
                path -> RocksBackend.open(path, RocksSettings.DEFAULT, times),
                List.of(),
                events);
    }

    private GroupCommit proposals(RatisNode node) {
        ClusterSettings cluster = settings.cluster();
        LeaderHistory leaders = new LeaderHistory(Ticker.SYSTEM, cluster.electionTimeout());
        node.leadership().addListener(leaders);
        GroupCommit proposals =
                closing.add(
                        "proposals",
                        new GroupCommit(
                                settings.member().id(),
                                random.nextLong() >>> 1,
                                node.entryLog(),
                                GroupCommit.Limits.standard(
                                        cluster.maxRequestBytes(), cluster.electionTimeout()),
                                leaders,
                                new GroupCommit.Surroundings(
                                        Ticker.SYSTEM, threads.answers, threads.timers)));
        events.join(proposals);
        return proposals;
    }

    private ClientPort.Services services(
            RatisNode node, GroupCommit proposals, LeaseClock clock, Applier state, WatchHub hub) {
        ClusterSettings cluster = settings.cluster();
        Duration timeout = requestTimeout();
        Optional<JwtTokens> signed = TokenChoice.signed(settings.member().logins().tokens());
        Callers callers =
                new Callers(
                        state::auth,
                        signed.<Tokens>map(each -> each).orElse(tokens),
                        new Callers.Lag(() -> state.applied().index(), timeout, threads.answers));
        CallerProposer asCaller = new CallerProposer(proposals, callers);
        Leases leases =
                new Leases(
                        asCaller,
                        node.readGate(),
                        node.leadership(),
                        node.peerCalls(),
                        clock,
                        state,
                        new Leases.Settings(
                                Leases.Settings.shortestTtlSeconds(cluster.electionTimeout()),
                                timeout,
                                random,
                                reads));
        Members members = members(node, asCaller, state);
        return new ClientPort.Services(
                new KeyValues(
                        asCaller,
                        node.readGate(),
                        state,
                        state::swept,
                        threads.reads,
                        Ticker.SYSTEM),
                leases,
                members,
                upkeep(node, proposals, asCaller, state),
                new Health(
                        node.leadership(),
                        node.readGate(),
                        state,
                        timeout,
                        new Health.Standing(state::alarms, members::isLearner)),
                hub,
                new Accounts(state::auth, asCaller::bound, node.readGate(), secrets(signed)),
                callers);
    }

    private Members members(RatisNode node, CallerProposer asCaller, Applier state) {
        ClusterSettings cluster = settings.cluster();
        List<Members.Founder> founders =
                settings.added()
                        ? List.of()
                        : cluster.members().stream()
                                .map(member -> new Members.Founder(member.id(), member.peerUrls()))
                                .toList();
        MemberSettings.Growth growth = settings.member().growth();
        return new Members(
                new Members.Settings(
                        cluster.clusterId(),
                        founders,
                        growth.strict(),
                        growth.maxLearners(),
                        urls -> cluster.newMemberId(urls, Instant.now().getEpochSecond())),
                state::members,
                node.readGate(),
                asCaller::bound,
                new Members.Links(
                        node.leadership(), node.peerCalls(), node.membership()::progress));
    }

    /// Keeps the log's members in line with the cluster's, and leaves when this one is removed.
    private void follow(RatisNode node, Members members, Applier state) {
        Roster roster = new Roster(members, state::members, node.membership(), node.leadership());
        Runnable changed =
                () -> {
                    members.refresh();
                    roster.learnAddresses();
                    if (state.members().removed().contains(settings.member().id())) {
                        leave(node.membership(), LEAVE_CHECKS);
                    }
                };
        changed.run();
        events.join(() -> soon(changed));
        every(ROSTER_CHECK, roster::run);
    }

    /// Chores that come while the member closes are dropped.
    private void soon(Runnable chore) {
        try {
            threads.timers.execute(chore);
        } catch (RejectedExecutionException closing) {
            log.debug("closing: a chore is dropped");
        }
    }

    /// Stays until the log has let this member go, or for a while: the others may need its vote for
    /// that.
    private void leave(Membership membership, int checksLeft) {
        membership.leaving();
        boolean present =
                membership.current().stream().anyMatch(peer -> peer.id() == settings.member().id());
        if (!present || checksLeft == 0) {
            log.info("this member was removed from the cluster");
            removed.complete(null);
            return;
        }
        var _ =
                threads.timers.schedule(
                        () -> leave(membership, checksLeft - 1),
                        ROSTER_CHECK.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private ClientPort.Upkeep upkeep(
            RatisNode node, Proposer own, Proposer asCaller, Applier state) {
        MemberSettings.Upkeep wanted = settings.member().upkeep();
        SpaceQuota quota =
                new SpaceQuota(
                        wanted.quotaBytes(),
                        state::diskBytes,
                        settings.member().id(),
                        new Alarms(state::alarms, own, node.readGate()));
        every(SIZE_CHECK, quota::measure);
        AutoCompactor compactor =
                new AutoCompactor(
                        wanted.compaction(), () -> revision(state), node.leadership(), own);
        every(compactor.interval(), compactor::run);
        Alarms alarms = new Alarms(state::alarms, asCaller, node.readGate());
        Maintenance maintenance =
                new Maintenance(node.leadership(), state, alarms, quota, requestTimeout(), reads);
        if (wanted.autoDisarm()) {
            AutoDisarm disarm =
                    new AutoDisarm(
                            settings.member().id(),
                            new Alarms(state::alarms, own, node.readGate()),
                            quota,
                            maintenance::defragment,
                            Ticker.SYSTEM);
            every(SIZE_CHECK, disarm::run);
        }
        return new ClientPort.Upkeep(
                maintenance, alarms, quota, new Backups(state, backupDirectory()));
    }

    private Path backupDirectory() {
        return settings.member().dataDirectory().toAbsolutePath().normalize().resolve("backups");
    }

    private void every(Duration period, Runnable chore) {
        var _ =
                threads.timers.scheduleWithFixedDelay(
                        () -> attempt(chore),
                        period.toMillis(),
                        period.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// A chore that fails once is not the end of it.
    @SuppressWarnings("IllegalCatch")
    private void attempt(Runnable chore) {
        if (ending) {
            return;
        }
        try {
            chore.run();
        } catch (RuntimeException failure) {
            if (ending) {
                log.debug("closing: a chore failed", failure);
            } else {
                log.error("a chore failed", failure);
            }
        }
    }

    private static long revision(Applier state) {
        try (View view = state.open()) {
            return view.revision();
        }
    }

    private Accounts.Secrets secrets(Optional<JwtTokens> signed) {
        int cost = settings.member().logins().bcryptCost();
        return new Accounts.Secrets(
                new Passwords(cost, random),
                random,
                reads,
                signed.<Accounts.Issuer>map(each -> each::issue));
    }

    private void openPort(ClientPort.Services services, Leadership leadership, Applier state) {
        Optional<CallTraces> traces =
                settings.member()
                        .reports()
                        .tracing()
                        .map(wanted -> closing.add("traces", new CollectedTraces(wanted)));
        closing.add(
                "client port",
                ClientPort.open(
                        settings,
                        services,
                        new ClientPort.Surroundings(
                                leadership,
                                state,
                                metrics,
                                threads.timers,
                                reads,
                                random,
                                traces)));
        log.info(
                "listening for clients on {}, for peers on {}",
                texts(settings.member().urls().listenClient()),
                settings.member().urls().listenPeer());
    }

    /// Again and again until it is done: without a quorum nothing can be told to the cluster.
    private void publish(Proposer own) {
        MemberSettings member = settings.member();
        PublishMember self =
                new PublishMember(
                        member.id(),
                        member.name(),
                        texts(member.urls().peer()),
                        texts(member.urls().advertiseClient()));
        var _ =
                Members.publish(own, self)
                        .whenComplete((done, failure) -> {
                            if (failure == null) {
                                log.info("ready to serve client requests");
                                ready.complete(null);
                            } else if (!threads.timers.isShutdown()) {
                                var _ =
                                        threads.timers.schedule(
                                                () -> publish(own),
                                                PUBLISH_PAUSE.toMillis(),
                                                TimeUnit.MILLISECONDS);
                            }
                        });
    }

    private Duration requestTimeout() {
        return Duration.ofSeconds(5).plus(settings.cluster().electionTimeout().multipliedBy(2));
    }

    private static Map<Long, Long> ttls(Applier state) {
        return state.leases().stream().collect(Collectors.toMap(Lease::id, Lease::ttlSeconds));
    }

    private static List<String> texts(List<URI> urls) {
        return urls.stream().map(URI::toString).toList();
    }

    /// Tells the lease clock who leads.
    private record LeaseLeadership(LeaseClock clock) implements Leadership.Listener {
        @Override
        public void elected(long term) {
            clock.elected(term);
        }

        @Override
        public void deposed() {
            clock.deposed();
        }

        @Override
        public void leaderChanged(OptionalLong leader) {
            if (leader.isPresent()) {
                log.info("leader is {}", Long.toHexString(leader.getAsLong()));
            } else {
                log.info("no leader");
            }
        }
    }
}
