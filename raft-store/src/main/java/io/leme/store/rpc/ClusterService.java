package io.leme.store.rpc;

import io.grpc.stub.StreamObserver;
import io.leme.store.apply.MemberRecord;
import io.leme.store.service.Members;
import io.leme.wire.rpc.ClusterGrpc;
import io.leme.wire.rpc.Member;
import io.leme.wire.rpc.MemberAddRequest;
import io.leme.wire.rpc.MemberAddResponse;
import io.leme.wire.rpc.MemberListRequest;
import io.leme.wire.rpc.MemberListResponse;
import io.leme.wire.rpc.MemberPromoteRequest;
import io.leme.wire.rpc.MemberPromoteResponse;
import io.leme.wire.rpc.MemberRemoveRequest;
import io.leme.wire.rpc.MemberRemoveResponse;
import io.leme.wire.rpc.MemberUpdateRequest;
import io.leme.wire.rpc.MemberUpdateResponse;
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
        Answers.send(
                members.list(request.getLinearizable()),
                all ->
                        MemberListResponse.newBuilder()
                                .setHeader(headers.at(0))
                                .addAllMembers(all(all))
                                .build(),
                caller);
    }

    @Override
    public void memberAdd(MemberAddRequest request, StreamObserver<MemberAddResponse> caller) {
        Answers.send(
                members.add(request.getPeerURLsList(), request.getIsLearner()),
                added ->
                        MemberAddResponse.newBuilder()
                                .setHeader(headers.at(0))
                                .setMember(member(added))
                                .addAllMembers(all(members.list()))
                                .build(),
                caller);
    }

    @Override
    public void memberRemove(
            MemberRemoveRequest request, StreamObserver<MemberRemoveResponse> caller) {
        Answers.send(
                members.remove(request.getID()),
                done ->
                        MemberRemoveResponse.newBuilder()
                                .setHeader(headers.at(0))
                                .addAllMembers(all(members.list()))
                                .build(),
                caller);
    }

    @Override
    public void memberUpdate(
            MemberUpdateRequest request, StreamObserver<MemberUpdateResponse> caller) {
        Answers.send(
                members.update(request.getID(), request.getPeerURLsList()),
                done ->
                        MemberUpdateResponse.newBuilder()
                                .setHeader(headers.at(0))
                                .addAllMembers(all(members.list()))
                                .build(),
                caller);
    }

    @Override
    public void memberPromote(
            MemberPromoteRequest request, StreamObserver<MemberPromoteResponse> caller) {
        Answers.send(
                members.promote(request.getID()),
                done ->
                        MemberPromoteResponse.newBuilder()
                                .setHeader(headers.at(0))
                                .addAllMembers(all(members.list()))
                                .build(),
                caller);
    }

    private static List<Member> all(List<MemberRecord> members) {
        return members.stream().map(ClusterService::member).toList();
    }

    private static Member member(MemberRecord member) {
        return Member.newBuilder()
                .setID(member.id())
                .setName(member.name())
                .addAllPeerURLs(member.peerUrls())
                .addAllClientURLs(member.clientUrls())
                .setIsLearner(member.learner())
                .build();
    }
}
