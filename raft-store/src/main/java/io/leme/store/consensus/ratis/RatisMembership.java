package io.leme.store.consensus.ratis;

import io.leme.store.consensus.Membership;
import io.leme.store.consensus.ratis.RatisSettings.Address;
import io.leme.store.error.StoreError;
import io.leme.store.error.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LogAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Membership by Ratis' joint consensus.
final class RatisMembership implements Membership {
    private static final Logger LOG = LoggerFactory.getLogger(RatisMembership.class);

    private final RatisServer server;
    private final PeerChannels channels;
    private final LeaderHooks hooks;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    RatisMembership(RatisServer server, PeerChannels channels, LeaderHooks hooks) {
        this.server = server;
        this.channels = channels;
        this.hooks = hooks;
    }

    @Override
    public List<Peer> current() {
        List<Peer> peers = new ArrayList<>();
        var configuration = server.division().getRaftConf();
        add(peers, configuration.getCurrentPeers(), false);
        add(peers, configuration.getCurrentPeers(RaftPeerRole.LISTENER), true);
        return peers;
    }

    private static void add(List<Peer> peers, Collection<RaftPeer> more, boolean learner) {
        for (RaftPeer peer : more) {
            String address = peer.getAddress();
            int colon = address.lastIndexOf(':');
            String host = address.substring(0, colon);
            peers.add(
                    new Peer(
                            PeerIds.member(peer.getId()),
                            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                            Integer.parseInt(address.substring(colon + 1)),
                            learner));
        }
    }

    @Override
    public CompletableFuture<Void> change(List<Peer> peers) {
        RaftServer.Division division = server.division();
        SetConfigurationRequest.Arguments wanted =
                SetConfigurationRequest.Arguments.newBuilder()
                        .setServersInNewConf(role(peers, false))
                        .setListenersInNewConf(role(peers, true))
                        .setServersInCurrentConf(role(current(), false))
                        .setListenersInCurrentConf(role(current(), true))
                        .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                        .build();
        SetConfigurationRequest request =
                new SetConfigurationRequest(
                        client,
                        division.getId(),
                        division.getMemberId().getGroupId(),
                        calls.incrementAndGet(),
                        wanted);
        try {
            return division.getRaftServer()
                    .setConfigurationAsync(request)
                    .handle((reply, failure) -> {
                        if (failure != null || !reply.isSuccess()) {
                            LOG.warn(
                                    "members not changed: {}",
                                    String.valueOf(
                                            failure == null ? reply.getException() : failure));
                            throw new StoreException(StoreError.UNHEALTHY);
                        }
                        return null;
                    });
        } catch (IOException stopped) {
            return CompletableFuture.failedFuture(new StoreException(StoreError.STOPPED));
        }
    }

    private static List<RaftPeer> role(List<Peer> peers, boolean learners) {
        return peers.stream()
                .filter(peer -> peer.learner() == learners)
                .map(peer ->
                        RaftPeer.newBuilder()
                                .setId(PeerIds.peer(peer.id()))
                                .setAddress(new Address(peer.host(), peer.port()).toString())
                                .setStartupRole(
                                        learners ? RaftPeerRole.LISTENER : RaftPeerRole.FOLLOWER)
                                .build())
                .toList();
    }

    @Override
    public void know(long id, String host, int port) {
        channels.learn(id, new Address(host, port));
    }

    @Override
    public double progress(long id) {
        long last = server.division().getRaftLog().getLastCommittedIndex();
        return hooks.current().stream()
                .filter(term -> !term.ended())
                .flatMap(term -> term.appenders().stream())
                .map(LogAppender::getFollower)
                .filter(follower -> PeerIds.member(follower.getPeer().getId()) == id)
                .mapToDouble(follower -> progress(follower, last))
                .max()
                .orElse(0);
    }

    private static double progress(FollowerInfo follower, long last) {
        return last <= 0 ? 1 : (double) Math.max(0, follower.getMatchIndex()) / last;
    }

    @Override
    public void leaving() {
        server.closing();
    }
}
