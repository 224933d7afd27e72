package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.leme.wire.rpc.AuthEnableRequest;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthStatusRequest;
import io.leme.wire.rpc.AuthStatusResponse;
import io.leme.wire.rpc.AuthUserAddRequest;
import io.leme.wire.rpc.AuthUserGrantRoleRequest;
import io.leme.wire.rpc.AuthenticateRequest;
import io.leme.wire.rpc.DowngradeRequest;
import io.leme.wire.rpc.DowngradeRequest.DowngradeAction;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.HashRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.PutRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that are compared with no etcd: the one that runs beside is older than they are, or hashes
/// how it stores. The expectations are those of etcd 3.6.
class NewerCallsTest {
    @TempDir Path directory;

    private RunningStore store;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        store = RunningStore.start(directory, "http", "--bcrypt-cost=4");
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", store.clientPort)
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        store.close();
    }

    @Test
    void theStatusOfUsersIsForAllUntilItIsForRoot() {
        var auth = AuthGrpc.newBlockingStub(channel);
        AuthStatusResponse first = status(auth);
        assertThat(first.getEnabled()).isFalse();
        assertThat(first.getAuthRevision()).isEqualTo(1);
        assertThat(first.getHeader().getRevision()).isEqualTo(1);

        addUser(auth, "root");
        addUser(auth, "guest");
        var grant = AuthUserGrantRoleRequest.newBuilder().setUser("root").setRole("root");
        var _ = auth.userGrantRole(grant.build());
        assertThat(status(auth).getAuthRevision()).isEqualTo(4);

        var _ = auth.authEnable(AuthEnableRequest.getDefaultInstance());
        AuthStatusResponse enabled = status(as("root", auth));
        assertThat(enabled.getEnabled()).isTrue();
        assertThat(enabled.getAuthRevision()).isEqualTo(4);
        assertThat(refusal(() -> status(as("guest", auth))))
                .isEqualTo("PERMISSION_DENIED etcdserver: permission denied");
        assertThat(refusal(() -> status(auth)))
                .isEqualTo("INVALID_ARGUMENT etcdserver: user name is empty");
    }

    /// There is no older store, so that a downgrade is refused, and none is ever under way.
    @Test
    void noVersionCanBeGoneBackTo() {
        for (var action :
                new DowngradeAction[] {DowngradeAction.VALIDATE, DowngradeAction.ENABLE}) {
            for (String version : new String[] {"3.5", "3.5.0", "3.6.0", "4.0.0-rc.1+x"}) {
                assertThat(refusal(() -> downgrade(action.getNumber(), version)))
                        .as("%s %s", action, version)
                        .isEqualTo("INVALID_ARGUMENT etcdserver: invalid downgrade target version");
            }
            for (String version : new String[] {"", "3", "v3.5.0", "3.5.0.1", "3.5-rc", "x"}) {
                assertThat(refusal(() -> downgrade(action.getNumber(), version)))
                        .as("%s %s", action, version)
                        .isEqualTo(
                                "INVALID_ARGUMENT etcdserver: wrong downgrade target version"
                                        + " format");
            }
        }
        assertThat(downgrade(DowngradeAction.CANCEL_VALUE, "")).isEqualTo("3.6");
        assertThat(refusal(() -> downgrade(9, "3.5.0")))
                .isEqualTo("UNKNOWN etcdserver: unknown method");
    }

    @Test
    void aHashIsOverAllThatIsKept() {
        int empty = hash();
        assertThat(hash()).isEqualTo(empty);

        var put = PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("a"));
        var _ = KVGrpc.newBlockingStub(channel).put(put.build());
        int withKey = hash();
        assertThat(withKey).isNotEqualTo(empty);

        int keys = hashOfKeys();
        var grant = LeaseGrantRequest.newBuilder().setTTL(600);
        var _ = LeaseGrpc.newBlockingStub(channel).leaseGrant(grant.build());
        assertThat(hash()).isNotEqualTo(withKey);
        assertThat(hashOfKeys()).isEqualTo(keys);
    }

    private int hash() {
        return MaintenanceGrpc.newBlockingStub(channel)
                .hash(HashRequest.getDefaultInstance())
                .getHash();
    }

    private int hashOfKeys() {
        return MaintenanceGrpc.newBlockingStub(channel)
                .hashKV(HashKVRequest.getDefaultInstance())
                .getHash();
    }

    private String downgrade(int action, String version) {
        return MaintenanceGrpc.newBlockingStub(channel)
                .downgrade(
                        DowngradeRequest.newBuilder()
                                .setActionValue(action)
                                .setVersion(version)
                                .build())
                .getVersion();
    }

    private static AuthStatusResponse status(AuthGrpc.AuthBlockingStub auth) {
        return auth.authStatus(AuthStatusRequest.getDefaultInstance());
    }

    private static void addUser(AuthGrpc.AuthBlockingStub auth, String name) {
        var _ =
                auth.userAdd(
                        AuthUserAddRequest.newBuilder().setName(name).setPassword("p").build());
    }

    private static AuthGrpc.AuthBlockingStub as(String name, AuthGrpc.AuthBlockingStub auth) {
        var login = AuthenticateRequest.newBuilder().setName(name).setPassword("p").build();
        var metadata = new Metadata();
        metadata.put(
                Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER),
                auth.authenticate(login).getToken());
        return auth.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    private static String refusal(Runnable call) {
        var refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(refused).isNotNull();
        Status status = refused.getStatus();
        return status.getCode() + " " + status.getDescription();
    }
}
