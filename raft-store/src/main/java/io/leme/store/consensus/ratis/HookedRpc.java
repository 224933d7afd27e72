package io.leme.store.consensus.ratis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.leader.LogAppenderBase;
import org.apache.ratis.util.LifeCycle;

/// Ratis' gRPC transport with our eyes on what followers answer. Public, with a constructor without
/// parameters, because Ratis makes it by its class name; [LeaderHooks] comes in by the parameters.
public final class HookedRpc implements RpcType {
    private static final String HOOKS = "io.leme.hooks";

    static void install(LeaderHooks hooks, Parameters parameters) {
        Objects.requireNonNull(parameters).put(HOOKS, hooks, LeaderHooks.class);
    }

    @Override
    public String name() {
        return "LEME";
    }

    @Override
    public GrpcFactory newFactory(Parameters parameters) {
        return new Factory(parameters);
    }

    private static final class Factory extends GrpcFactory {
        private final LeaderHooks hooks;

        private Factory(Parameters parameters) {
            super(parameters);
            hooks = parameters.getNonNull(HOOKS, LeaderHooks.class);
        }

        @Override
        public LogAppender newLogAppender(
                RaftServer.Division division, LeaderState state, FollowerInfo follower) {
            LeaderTerm term = hooks.term(division, state);
            if (term.isFirst(follower.getId()) && comesTwice(division, follower.getId())) {
                return new UnusedAppender(division, state, follower);
            }
            HookedAppender appender =
                    new HookedAppender(
                            division,
                            new HookedLeaderState(division, state, term, hooks),
                            follower,
                            hooks.heartbeatMillis(),
                            hooks.ticker());
            term.add(appender);
            return appender;
        }

        /// A new leader makes an appender for every voter and then one for every learner. Of the
        /// two configurations of a promotion that is not complete, one has the member as a learner,
        /// the other as a voter. Ratis 3.3.0 counts what the second appender hears, and fails on
        /// the equal ids after it has declared itself leader.
        private static boolean comesTwice(RaftServer.Division division, RaftPeerId follower) {
            RaftConfiguration configuration = division.getRaftConf();
            return has(configuration.getCurrentPeers(), follower)
                    && has(configuration.getPreviousPeers(RaftPeerRole.LISTENER), follower);
        }

        private static boolean has(Collection<RaftPeer> peers, RaftPeerId id) {
            return peers.stream().anyMatch(peer -> peer.getId().equals(id));
        }
    }

    /// Stands where Ratis wants an appender that is not to be: sends nothing, under an id that no
    /// member has.
    private static final class UnusedAppender extends LogAppenderBase {
        private UnusedAppender(
                RaftServer.Division division, LeaderState state, FollowerInfo follower) {
            super(division, state, follower);
        }

        @Override
        public RaftPeerId getFollowerId() {
            return RaftPeerId.valueOf(getFollower().getId() + "-unused");
        }

        @Override
        public void start() {}

        @Override
        public void run() {}

        @Override
        public long getCallId() {
            return 0;
        }

        @Override
        public Comparator<Long> getCallIdComparator() {
            return Comparator.naturalOrder();
        }

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public CompletableFuture<LifeCycle.State> stopAsync() {
            return CompletableFuture.completedFuture(LifeCycle.State.CLOSED);
        }
    }
}
