package io.leme.store.consensus.ratis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.util.ProtoUtils;

/// Speaks to one member as the leader of a late term, with requests that no leader of ours would
/// send in this order. Each request goes by a stream of its own.
final class ScriptedLeader implements AutoCloseable {
    private static final long TERM = 1000;

    private final Cluster cluster;
    private final int self;
    private final int follower;
    private final List<ManagedChannel> connections = new ArrayList<>();

    /// @param self whose part is played; cannot reach the follower itself
    ScriptedLeader(Cluster cluster, int self, int follower) {
        this.cluster = cluster;
        this.self = self;
        this.follower = follower;
    }

    enum Entry {
        GOOD,
        /// Of an earlier term than the one before, which Ratis finds out when it has begun to take
        /// it in.
        OUT_OF_ORDER
    }

    /// The next entries after one that the follower has.
    TermIndex after(TermIndex last, int count) {
        return TermIndex.valueOf(TERM, last.getIndex() + count);
    }

    /// Sends entries that follow `previous`, as often as said, at once, by a stream each.
    ///
    /// @return the results, or the errors
    List<CompletableFuture<AppendResult>> append(
            TermIndex previous, int count, Entry entry, int times) {
        AppendEntriesRequestProto request = request(previous, count, entry);
        List<CompletableFuture<AppendResult>> results = new ArrayList<>();
        List<StreamObserver<AppendEntriesRequestProto>> streams = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            CompletableFuture<AppendResult> result = new CompletableFuture<>();
            results.add(result);
            streams.add(
                    RaftServerProtocolServiceGrpc.newStub(connection(i))
                            .appendEntries(into(result)));
        }
        streams.parallelStream().forEach(stream -> stream.onNext(request));
        for (int i = 0; i < times; i++) {
            StreamObserver<AppendEntriesRequestProto> stream = streams.get(i);
            var _ = results.get(i).thenRun(stream::onCompleted);
        }
        return results;
    }

    private ManagedChannel connection(int number) {
        while (connections.size() <= number) {
            connections.add(
                    NettyChannelBuilder.forAddress("127.0.0.1", cluster.port(follower))
                            .usePlaintext()
                            .build());
        }
        return connections.get(number);
    }

    private AppendEntriesRequestProto request(TermIndex previous, int count, Entry entry) {
        return AppendEntriesRequestProto.newBuilder()
                .setServerRequest(
                        RaftRpcRequestProto.newBuilder()
                                .setRequestorId(PeerIds.peer(self).toByteString())
                                .setReplyId(PeerIds.peer(follower).toByteString())
                                .setRaftGroupId(
                                        ProtoUtils.toRaftGroupIdProtoBuilder(
                                                PeerIds.group(
                                                        cluster.settings(follower).cluster()))))
                .setLeaderTerm(TERM)
                .setPreviousLog(previous.toProto())
                .addAllEntries(
                        LongStream.rangeClosed(1, count)
                                .mapToObj(i -> entry(previous.getIndex() + i, entry))
                                .toList())
                .build();
    }

    private static LogEntryProto entry(long index, Entry entry) {
        long term =
                switch (entry) {
                    case GOOD -> TERM;
                    case OUT_OF_ORDER -> TERM - 1;
                };
        return LogEntryProto.newBuilder()
                .setTerm(term)
                .setIndex(index)
                .setStateMachineLogEntry(
                        StateMachineLogEntryProto.newBuilder()
                                .setLogData(ByteString.copyFromUtf8("line " + index))
                                .setClientId(ClientId.randomId().toByteString()))
                .build();
    }

    private static StreamObserver<AppendEntriesReplyProto> into(
            CompletableFuture<AppendResult> result) {
        return new StreamObserver<>() {
            @Override
            public void onNext(AppendEntriesReplyProto reply) {
                result.complete(reply.getResult());
            }

            @Override
            public void onError(Throwable failure) {
                result.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                result.completeExceptionally(new IllegalStateException("no answer"));
            }
        };
    }

    @Override
    public void close() {
        connections.forEach(ManagedChannel::shutdownNow);
    }
}
