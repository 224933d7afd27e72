package io.leme.client.grpc;

import static io.leme.client.fake.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.leme.client.config.TlsMaterial;
import io.leme.client.fake.Certificates;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.RangeRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsIdentityTest {
    @TempDir private Path folder;

    @Test
    void newConnectionsShowTheCertificateThatIsInTheFilesNow() throws Exception {
        Certificates authority = new Certificates(folder, "authority");
        Certificates.Identity own = authority.issue("client", "before");
        Path trusted = authority.authority();
        TlsMaterial material =
                TlsMaterial.trusting(trusted).withIdentity(own.certificate(), own.key());
        AtomicReference<String> shown = new AtomicReference<>();
        Server server = server(authority, trusted, shown);
        ScheduledExecutorService timer = new ImpatientTimer();
        try (TlsIdentity identity = TlsIdentity.load(material, timer)) {
            call(server, identity);
            assertThat(shown).hasValue("CN=before");

            authority.issue("client", "after");
            markChanged(own);

            eventually(() -> {
                call(server, identity);
                assertThat(shown).hasValue("CN=after");
            });
        } finally {
            timer.shutdownNow();
            server.shutdownNow();
        }
    }

    /// Does every few milliseconds what it is asked to do every minute.
    private static final class ImpatientTimer extends ScheduledThreadPoolExecutor {
        ImpatientTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable command, long initialDelay, long delay, TimeUnit unit) {
            assertThat(unit.toMinutes(delay)).isEqualTo(1);
            return super.scheduleWithFixedDelay(command, 20, 20, TimeUnit.MILLISECONDS);
        }
    }

    /// File systems keep times coarsely, and the test is fast.
    private static void markChanged(Certificates.Identity files) throws IOException {
        FileTime later = FileTime.from(Instant.now().plusSeconds(5));
        Files.setLastModifiedTime(files.key(), later);
        Files.setLastModifiedTime(files.certificate(), later);
    }

    private static Server server(
            Certificates authority, Path trusted, AtomicReference<String> shown)
            throws IOException {
        Certificates.Identity own = authority.issue("server", "server");
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        TlsServerCredentials.newBuilder()
                                .keyManager(own.certificate().toFile(), own.key().toFile())
                                .trustManager(trusted.toFile())
                                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                                .build())
                .addService(new KVGrpc.KVImplBase() {})
                .intercept(new ShownCertificate(shown))
                .build()
                .start();
    }

    /// Remembers whom a caller says to be.
    private record ShownCertificate(AtomicReference<String> shown) implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            try {
                shown.set(
                        call.getAttributes()
                                .get(Grpc.TRANSPORT_ATTR_SSL_SESSION)
                                .getPeerPrincipal()
                                .getName());
            } catch (SSLPeerUnverifiedException anonymous) {
                shown.set("nobody");
            }
            return next.startCall(call, headers);
        }
    }

    /// The service has nothing to say; it is enough that it heard.
    private static void call(Server server, TlsIdentity identity) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(
                                "127.0.0.1", server.getPort(), identity.credentials())
                        .build();
        try {
            KVGrpc.newBlockingStub(channel).range(RangeRequest.getDefaultInstance());
        } catch (StatusRuntimeException unimplemented) {
            assertThat(unimplemented.getStatus().getCode())
                    .isEqualTo(io.grpc.Status.Code.UNIMPLEMENTED);
        } finally {
            channel.shutdownNow();
        }
    }
}
