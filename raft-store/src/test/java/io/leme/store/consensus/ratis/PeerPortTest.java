package io.leme.store.consensus.ratis;

import static io.leme.store.consensus.ratis.Cluster.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leme.store.consensus.EntryLog.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.GroupListRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftClientReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftClientRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.grpc.AdminProtocolServiceGrpc;
import org.apache.ratis.proto.grpc.RaftClientProtocolServiceGrpc;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerPortTest {
    @TempDir Path directory;
    private Cluster cluster;
    private ManagedChannel stranger;

    @BeforeEach
    void aStrangerConnectsToThePeerPort() {
        cluster = Cluster.start(directory, 1);
        cluster.leader();
        stranger =
                NettyChannelBuilder.forAddress("127.0.0.1", cluster.port(1)).usePlaintext().build();
    }

    @AfterEach
    void allIsClosed() {
        stranger.shutdownNow();
        cluster.close();
    }

    @Test
    void anAdministrationCallIsRefused() {
        var administration = AdminProtocolServiceGrpc.newBlockingStub(stranger);
        GroupListRequestProto request =
                GroupListRequestProto.newBuilder().setRpcRequest(addressed()).build();

        assertThatThrownBy(() -> administration.groupList(request))
                .isInstanceOf(StatusRuntimeException.class)
                .satisfies(PeerPortTest::isRefused);
    }

    @Test
    void aClientWriteIsRefused() {
        CompletableFuture<RaftClientReplyProto> reply = new CompletableFuture<>();
        StreamObserver<RaftClientRequestProto> calls =
                RaftClientProtocolServiceGrpc.newStub(stranger).unordered(into(reply));
        calls.onNext(RaftClientRequestProto.newBuilder().setRpcRequest(addressed()).build());

        assertThatThrownBy(() -> get(reply))
                .cause()
                .isInstanceOf(StatusRuntimeException.class)
                .satisfies(PeerPortTest::isRefused);
    }

    @Test
    void aCallOfAnotherClusterIsRefused() throws IOException {
        RatisSettings here = cluster.settings(1);
        RatisSettings foreign =
                new RatisSettings(
                        here.directory(),
                        9,
                        here.cluster() + 1,
                        List.of(
                                new RatisSettings.Member(9, here.listen()),
                                new RatisSettings.Member(1, here.listen())),
                        here.listen(),
                        here.timing(),
                        here.tls());
        try (PeerChannels channels = new PeerChannels(foreign)) {
            assertThatThrownBy(() ->
                            get(
                                    channels.call(
                                            1,
                                            RatisLog.FORWARD,
                                            new byte[] {1},
                                            Duration.ofSeconds(5))))
                    .hasRootCauseMessage("PERMISSION_DENIED: a member of cluster c1057e5");
        }
        assertThat(cluster.node(1).state().lines()).isEmpty();
    }

    @Test
    void aPortThatIsTakenStopsTheStartWithItsName() throws IOException {
        RatisSettings taken = cluster.settings(1);
        RatisSettings second =
                new RatisSettings(
                        directory.resolve("second"),
                        1,
                        taken.cluster() + 1,
                        taken.members(),
                        taken.listen(),
                        taken.timing(),
                        taken.tls());
        LinesState state = new LinesState(directory.resolve("lines"));

        assertThatThrownBy(() ->
                        RatisNode.open(
                                second,
                                state,
                                (reason, cause) -> {
                                    throw new AssertionError(reason, cause);
                                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen for peers on " + taken.listen());
    }

    @Test
    void anEntryThatIsTooLargeIsRefusedAndTheLeaderStays() {
        Cluster.Node leader = cluster.leader();
        long term = leader.log().leadership().term();
        byte[] tooLarge = new byte[leader.log().entryLog().maxEntryBytes() + 1];

        assertThat(get(leader.log().entryLog().submit(tooLarge)))
                .isInstanceOf(Outcome.NotAppended.class);
        byte[] largest = new byte[leader.log().entryLog().maxEntryBytes()];
        assertThat(get(leader.log().entryLog().submit(largest))).isEqualTo(new Outcome.Committed());

        assertThat(leader.leads()).isTrue();
        assertThat(leader.log().leadership().term()).isEqualTo(term);
    }

    private RaftRpcRequestProto addressed() {
        return RaftRpcRequestProto.newBuilder()
                .setReplyId(ByteString.copyFromUtf8("1"))
                .setRequestorId(ByteString.copyFromUtf8("stranger-00000000"))
                .build();
    }

    private static void isRefused(Throwable failure) {
        assertThat(Status.fromThrowable(failure).getCode())
                .isIn(Status.Code.PERMISSION_DENIED, Status.Code.UNIMPLEMENTED);
    }

    private static <T> StreamObserver<T> into(CompletableFuture<T> reply) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T value) {
                reply.complete(value);
            }

            @Override
            public void onError(Throwable failure) {
                reply.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                reply.completeExceptionally(new IllegalStateException("no answer"));
            }
        };
    }
}
