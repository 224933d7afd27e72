package io.leme.store.consensus.ratis;

import java.util.Objects;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

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
            HookedAppender appender =
                    new HookedAppender(
                            division,
                            new HookedLeaderState(state, term, hooks),
                            follower,
                            hooks.heartbeatMillis());
            term.add(appender);
            return appender;
        }
    }
}
