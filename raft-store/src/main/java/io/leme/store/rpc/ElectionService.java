package io.leme.store.rpc;

import com.google.protobuf.ByteString;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.leme.store.rpc.WaitingLine.Place;
import io.leme.wire.election.CampaignRequest;
import io.leme.wire.election.CampaignResponse;
import io.leme.wire.election.ElectionGrpc;
import io.leme.wire.election.LeaderKey;
import io.leme.wire.election.LeaderRequest;
import io.leme.wire.election.LeaderResponse;
import io.leme.wire.election.ProclaimRequest;
import io.leme.wire.election.ProclaimResponse;
import io.leme.wire.election.ResignRequest;
import io.leme.wire.election.ResignResponse;
import io.leme.wire.rpc.DeleteRangeRequest;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.ResponseHeader;
import io.leme.wire.rpc.TxnRequest;
import io.leme.wire.rpc.TxnResponse;

/// etcd's Election service: who has the oldest key under a name leads, and the key's value is what
/// the leader proclaims.
final class ElectionService extends ElectionGrpc.ElectionImplBase {
    private final OwnClient client;

    ElectionService(OwnClient client) {
        this.client = client;
    }

    @Override
    public void campaign(CampaignRequest request, StreamObserver<CampaignResponse> caller) {
        Recipe.answer(() -> campaign(request), caller);
    }

    @Override
    public void proclaim(ProclaimRequest request, StreamObserver<ProclaimResponse> caller) {
        Recipe.answer(
                () -> {
                    requireLeader(request.hasLeader());
                    return ProclaimResponse.newBuilder()
                            .setHeader(proclaim(request.getLeader(), request.getValue()))
                            .build();
                },
                caller);
    }

    @Override
    public void leader(LeaderRequest request, StreamObserver<LeaderResponse> caller) {
        Recipe.answer(
                () -> {
                    RangeResponse oldest =
                            client.range(new WaitingLine(client, request.getName()).oldest());
                    if (oldest.getKvsCount() == 0) {
                        throw Recipe.failure("election: no leader");
                    }
                    return LeaderResponse.newBuilder()
                            .setHeader(oldest.getHeader())
                            .setKv(oldest.getKvs(0))
                            .build();
                },
                caller);
    }

    @Override
    public void observe(LeaderRequest request, StreamObserver<LeaderResponse> caller) {
        LeaderValues values =
                new LeaderValues(client, new WaitingLine(client, request.getName()), caller);
        Recipe.start(values, caller);
    }

    @Override
    public void resign(ResignRequest request, StreamObserver<ResignResponse> caller) {
        Recipe.answer(
                () -> {
                    requireLeader(request.hasLeader());
                    return ResignResponse.newBuilder()
                            .setHeader(resign(request.getLeader()).getHeader())
                            .build();
                },
                caller);
    }

    private CampaignResponse campaign(CampaignRequest request) throws StatusException {
        long lease = client.session(request.getLease());
        WaitingLine line = new WaitingLine(client, request.getName());
        Place place = line.enter(lease, request.getValue());
        LeaderKey mine =
                LeaderKey.newBuilder()
                        .setName(request.getName())
                        .setKey(line.key(lease))
                        .setRev(place.revision())
                        .setLease(lease)
                        .build();
        if (place.present().isPresent()
                && !place.present().get().getValue().equals(request.getValue())) {
            proclaim(mine, request.getValue());
        }
        try {
            line.awaitFront(place.revision());
        } catch (StatusException failure) {
            line.leave(mine.getKey());
            throw failure;
        }
        return CampaignResponse.newBuilder().setHeader(place.header()).setLeader(mine).build();
    }

    private ResponseHeader proclaim(LeaderKey leader, ByteString value) throws StatusException {
        long lease = client.session(leader.getLease());
        TxnResponse response =
                client.txn(
                        whileItExists(leader)
                                .addSuccess(
                                        RequestOp.newBuilder()
                                                .setRequestPut(
                                                        WaitingLine.put(
                                                                leader.getKey(), value, lease)))
                                .build());
        if (!response.getSucceeded()) {
            throw Recipe.failure("election: not leader");
        }
        return response.getHeader();
    }

    private TxnResponse resign(LeaderKey leader) throws StatusException {
        return client.txn(
                whileItExists(leader)
                        .addSuccess(
                                RequestOp.newBuilder()
                                        .setRequestDeleteRange(
                                                DeleteRangeRequest.newBuilder()
                                                        .setKey(leader.getKey())))
                        .build());
    }

    private static TxnRequest.Builder whileItExists(LeaderKey leader) {
        return TxnRequest.newBuilder()
                .addCompare(WaitingLine.createdAt(leader.getKey(), leader.getRev()));
    }

    private static void requireLeader(boolean given) throws StatusException {
        if (!given) {
            throw Recipe.failure("\"leader\" field must be provided");
        }
    }
}
