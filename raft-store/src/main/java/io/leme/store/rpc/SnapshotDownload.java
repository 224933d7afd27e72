package io.leme.store.rpc;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthenticateRequest;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.SnapshotRequest;
import io.leme.wire.rpc.SnapshotResponse;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The client's side of a snapshot: asks one member and writes what it sends to a file.
public final class SnapshotDownload {
    private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(10);

    private final Member member;

    /// Whom to ask, and as whom.
    ///
    /// @param endpoint `http://host:port`, or `https` for TLS
    /// @param authority that the member's certificate must come from; the system's own when empty
    public record Member(
            URI endpoint,
            Optional<Path> authority,
            Optional<Certificate> certificate,
            Optional<Account> account) {}

    /// A client certificate and its key.
    public record Certificate(Path certificate, Path privateKey) {}

    /// A name and its password.
    public record Account(String name, String password) {}

    public SnapshotDownload(Member member) {
        this.member = member;
    }

    /// Writes the snapshot, which may be the first half of one: its checksum is for the caller to
    /// compare.
    ///
    /// @throws IOException when the member refuses or the file cannot be written
    public void to(Path file) throws IOException {
        ManagedChannel channel = channel();
        try (FileChannel target =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE);
                OutputStream stream = Channels.newOutputStream(target)) {
            Iterator<SnapshotResponse> pieces =
                    MaintenanceGrpc.newBlockingStub(channel)
                            .withInterceptors(
                                    MetadataUtils.newAttachHeadersInterceptor(token(channel)))
                            .snapshot(SnapshotRequest.getDefaultInstance());
            while (pieces.hasNext()) {
                pieces.next().getBlob().writeTo(stream);
            }
            target.force(true);
        } catch (StatusRuntimeException refused) {
            throw new IOException(member.endpoint + ": " + refused.getMessage(), refused);
        } finally {
            channel.shutdownNow();
        }
    }

    private Metadata token(ManagedChannel channel) {
        Metadata metadata = new Metadata();
        member.account.ifPresent(account ->
                metadata.put(
                        Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER),
                        AuthGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(LOGIN_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .authenticate(
                                        AuthenticateRequest.newBuilder()
                                                .setName(account.name)
                                                .setPassword(account.password)
                                                .build())
                                .getToken()));
        return metadata;
    }

    private ManagedChannel channel() throws IOException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(ClientPort.address(member.endpoint));
        if (!"https".equals(member.endpoint.getScheme())) {
            return builder.usePlaintext().build();
        }
        try {
            SslContextBuilder tls = GrpcSslContexts.forClient();
            member.authority.ifPresent(file -> tls.trustManager(file.toFile()));
            member.certificate.ifPresent(
                    own -> tls.keyManager(own.certificate.toFile(), own.privateKey.toFile()));
            return builder.sslContext(tls.build()).build();
        } catch (IllegalArgumentException unusable) {
            throw new IOException("cannot use the certificates: " + unusable.getMessage());
        }
    }
}
