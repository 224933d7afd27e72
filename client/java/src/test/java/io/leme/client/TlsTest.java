package io.leme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.TlsServerCredentials;
import io.leme.client.config.TlsMaterial;
import io.leme.client.error.ErrorFamily;
import io.leme.client.error.StoreException;
import io.leme.client.fake.Certificates;
import io.leme.client.fake.FakeEtcd;
import io.leme.client.fake.FakeStore;
import io.leme.client.kv.ByteSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients of a server that wants to see certificates.
final class TlsTest {
    private static final ByteSequence A = ByteSequence.utf8("a");

    @TempDir private Path folder;
    private Certificates authority;
    private FakeEtcd etcd;

    @BeforeEach
    void start() throws IOException {
        authority = new Certificates(folder, "authority");
        Certificates.Identity server = authority.issue("server", "server");
        etcd =
                FakeEtcd.startSecure(
                        new FakeStore(),
                        TlsServerCredentials.newBuilder()
                                .keyManager(server.certificate().toFile(), server.key().toFile())
                                .trustManager(authority.authority().toFile())
                                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                                .build());
    }

    @AfterEach
    void stop() throws InterruptedException {
        etcd.close();
    }

    private LemeClient client(TlsMaterial material) {
        return LemeClient.builder()
                .endpoints(etcd.endpoint().replace("http://", "https://"))
                .tls(material)
                .requestTimeout(Duration.ofSeconds(2))
                .build();
    }

    @Test
    void aClientWithACertificateIsServed() {
        Certificates.Identity own = authority.issue("client", "gateway");
        TlsMaterial material =
                TlsMaterial.trusting(authority.authority())
                        .withIdentity(own.certificate(), own.key());

        try (LemeClient client = client(material)) {
            assertThat(client.kv().put(A, A).revision()).isEqualTo(2);
        }
    }

    @Test
    void aClientWithoutOneIsNot() {
        try (LemeClient client = client(TlsMaterial.trusting(authority.authority()))) {
            assertThatThrownBy(() -> client.kv().get(A))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            failure -> assertThat(failure.family()).isEqualTo(ErrorFamily.NOT_NOW));
        }
        assertThat(etcd.faults().asked()).isZero();
    }

    @Test
    void aServerOfAnotherAuthorityIsNotSpokenTo() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Certificates other = new Certificates(elsewhere, "other");
        Certificates.Identity own = authority.issue("client", "gateway");
        TlsMaterial material =
                TlsMaterial.trusting(other.authority()).withIdentity(own.certificate(), own.key());

        try (LemeClient client = client(material)) {
            assertThatThrownBy(() -> client.kv().get(A)).isInstanceOf(StoreException.class);
        }
        assertThat(etcd.faults().asked()).isZero();
    }

    @Test
    void filesThatAreNotThereAreToldWhenTheClientIsBuilt() {
        TlsMaterial material = TlsMaterial.trusting(folder.resolve("missing.crt"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(material))
                .withMessageContaining("missing.crt");
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsMaterial(null, folder.resolve("x.crt"), null));
    }
}
