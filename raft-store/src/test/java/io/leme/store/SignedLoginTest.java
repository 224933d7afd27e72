package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.leme.store.TestCertificates.Identity;
import io.leme.wire.rpc.AuthEnableRequest;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthRoleAddRequest;
import io.leme.wire.rpc.AuthUserAddRequest;
import io.leme.wire.rpc.AuthUserGrantRoleRequest;
import io.leme.wire.rpc.AuthenticateRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.PutRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logins whose tokens are signed and not remembered.
class SignedLoginTest {
    private static final PutRequest PUT =
            PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("a")).build();

    @TempDir Path directory;

    @Test
    void aSignedTokenIsGoodUntilUsersChange() throws Exception {
        Identity keys = new TestCertificates(directory).issue("tokens");
        String flag =
                "--auth-token=jwt,sign-method=ES256,pub-key=%s,priv-key=%s"
                        .formatted(keys.certificate(), keys.key());
        try (RunningStore store = RunningStore.start(directory, "http", flag)) {
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress("127.0.0.1", store.clientPort)
                            .usePlaintext()
                            .build();
            try {
                enable(AuthGrpc.newBlockingStub(channel));
                String token = login(channel);

                assertThat(token.split("\\.")).hasSize(3);
                as(channel, token).put(PUT);
                assertThat(refusal(as(channel, token + "x")))
                        .isEqualTo("etcdserver: invalid auth token");

                AuthGrpc.newBlockingStub(channel)
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(shown(token)))
                        .roleAdd(AuthRoleAddRequest.newBuilder().setName("new").build());

                assertThat(refusal(as(channel, token)))
                        .isEqualTo("etcdserver: revision of auth store is old");
                as(channel, login(channel)).put(PUT);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static void enable(AuthGrpc.AuthBlockingStub auth) {
        auth.userAdd(AuthUserAddRequest.newBuilder().setName("root").setPassword("secret").build());
        auth.userGrantRole(
                AuthUserGrantRoleRequest.newBuilder().setUser("root").setRole("root").build());
        auth.authEnable(AuthEnableRequest.getDefaultInstance());
    }

    private static String login(ManagedChannel channel) {
        return AuthGrpc.newBlockingStub(channel)
                .authenticate(
                        AuthenticateRequest.newBuilder()
                                .setName("root")
                                .setPassword("secret")
                                .build())
                .getToken();
    }

    private static String refusal(KVGrpc.KVBlockingStub keys) {
        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, () -> keys.put(PUT));
        assertThat(refused).isNotNull();
        return String.valueOf(refused.getStatus().getDescription());
    }

    private static KVGrpc.KVBlockingStub as(ManagedChannel channel, String token) {
        return KVGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(shown(token)));
    }

    private static Metadata shown(String token) {
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER), token);
        return metadata;
    }
}
