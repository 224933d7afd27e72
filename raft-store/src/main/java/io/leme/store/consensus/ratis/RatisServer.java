package io.leme.store.consensus.ratis;

import io.leme.store.consensus.ratis.RatisSettings.Member;
import io.leme.store.consensus.ratis.RatisSettings.PeerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.impl.ElectionTimer;
import org.apache.ratis.server.impl.LearnerTimer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.ExitUtils;
import org.apache.ratis.util.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ratis' server with its one group: built, started, watched over and closed.
final class RatisServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RatisServer.class);
    private static final Duration PURGE = Duration.ofSeconds(10);
    private static final long SILENT_TIMEOUTS = 3;

    /// The copy of gRPC inside Ratis logs here, to standard error. Held, because a logger that
    /// nobody holds forgets its level.
    private static final java.util.logging.Logger SHADED_GRPC =
            java.util.logging.Logger.getLogger("org.apache.ratis.thirdparty");

    private final RaftServer server;
    private final RaftServer.Division division;
    private final Supervisor supervisor;
    private final PeerPort port;

    /// After which a follower should have stood for election.
    private final Duration silence;

    private RatisServer(
            RaftServer server,
            RaftServer.Division division,
            Supervisor supervisor,
            PeerPort port,
            Duration silence) {
        this.server = server;
        this.division = division;
        this.supervisor = supervisor;
        this.port = port;
        this.silence = silence;
    }

    static RatisServer build(
            RatisSettings settings,
            RaftProperties properties,
            StateMachineBridge bridge,
            LeaderHooks hooks,
            PeerService service,
            Supervisor supervisor)
            throws IOException {
        // Ratis would end the process when it cannot bind its port; we say what is wrong instead.
        ExitUtils.disableSystemExit();
        SHADED_GRPC.setLevel(java.util.logging.Level.SEVERE);
        AnswersInline.install();
        PeerPort port = new PeerPort(service.definition(), settings.tls(), service.traffic());
        Parameters parameters = new Parameters();
        HookedRpc.install(hooks, parameters);
        GrpcConfigKeys.Server.setServicesCustomizer(parameters, port);
        settings.tls()
                .map(RatisServer::tls)
                .ifPresent(tls -> GrpcConfigKeys.Server.setTlsConf(parameters, tls));
        RaftGroup group =
                RaftGroup.valueOf(
                        PeerIds.group(settings.cluster()),
                        // Who joins waits without a configuration until the leader sends one.
                        settings.joining()
                                ? List.of()
                                : settings.members().stream().map(RatisServer::peer).toList());
        RaftServer server =
                RaftServer.newBuilder()
                        .setServerId(PeerIds.peer(settings.self()))
                        .setGroup(group)
                        .setStateMachineRegistry(ignored -> bridge)
                        .setProperties(properties)
                        .setParameters(parameters)
                        .setOption(RaftStorage.StartupOption.RECOVER)
                        .setThreadGroup(supervisor)
                        .build();
        RaftServer.Division division = server.getDivision(group.getGroupId());
        port.connect(division);
        return new RatisServer(
                server,
                division,
                supervisor,
                port,
                Duration.ofMillis(SILENT_TIMEOUTS * settings.timing().electionMillis()));
    }

    RaftServer.Division division() {
        return division;
    }

    void start(RatisSettings settings) throws IOException {
        try {
            server.start();
            LearnerTimer.end(division);
        } catch (ExitUtils.ExitException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot listen for peers on " + settings.listen() + ": " + root(cause), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Ends the member when Ratis has given up on itself, and mends the timer of a follower that
    /// would never stand for election. Called on every tick.
    void check() {
        if (!running(server.getLifeCycleState())
                || !running(division.getInfo().getLifeCycleState())) {
            supervisor.ended("the log stopped by itself");
        }
        if (ElectionTimer.renew(division, silence)) {
            LOG.warn("nothing came for {} ms, and no election was begun", silence.toMillis());
        }
    }

    boolean isClosing() {
        return supervisor.isClosing();
    }

    /// Asks for the durable position and deletes the log up to there.
    void purge() {
        SnapshotManagementRequest request =
                SnapshotManagementRequest.newCreate(
                        ClientId.randomId(),
                        division.getId(),
                        division.getMemberId().getGroupId(),
                        1,
                        PURGE.toMillis(),
                        1);
        var _ = server.snapshotManagementAsync(request);
    }

    /// From now on this member's end is what was asked for.
    void closing() {
        supervisor.closing();
    }

    @Override
    public void close() throws IOException {
        supervisor.closing();
        server.close();
        port.close();
    }

    private static boolean running(LifeCycle.State state) {
        return state == LifeCycle.State.RUNNING || state == LifeCycle.State.STARTING;
    }

    private static RaftPeer peer(Member member) {
        return RaftPeer.newBuilder()
                .setId(PeerIds.peer(member.id()))
                .setAddress(member.address().toString())
                .build();
    }

    private static GrpcTlsConfig tls(PeerTls tls) {
        return new GrpcTlsConfig(tls.keys(), tls.trust(), true);
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
