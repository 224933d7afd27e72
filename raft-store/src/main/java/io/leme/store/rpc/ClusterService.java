package io.leme.store.rpc;

import io.grpc.stub.StreamObserver;
import io.leme.store.apply.MemberRecord;
import io.leme.store.service.Members;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.Member;
import io.leme.wire.rpc.MemberListRequest;
import io.leme.wire.rpc.MemberListResponse;
import java.util.List;

/// etcd's Cluster service. Its headers carry no revision.
final class ClusterService extends ClusterGrpc.ClusterImplBase {
    private final Members members;
    private final Headers headers;

    ClusterService(Members members, Headers headers) {
        this.members = members;
        this.headers = headers;
    }

    @Override
    public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> caller) {
        Answers.send(members.list(request.getLinearizable()), this::list, caller);
    }

    private MemberListResponse list(List<MemberRecord> all) {
        MemberListResponse.Builder response =
                MemberListResponse.newBuilder().setHeader(headers.at(0));
        all.forEach(member ->
                response.addMembers(
                        Member.newBuilder()
                                .setID(member.id())
                                .setName(member.name())
                                .addAllPeerURLs(member.peerUrls())
                                .addAllClientURLs(member.clientUrls())));
        return response.build();
    }
}
