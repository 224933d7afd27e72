package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.TestCertificates.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in on the client port, and what it shows of itself, while files change under it.
class ClientTlsTest {
    private static final int PATIENCE_MS = 10_000;

    @TempDir Path directory;
    private TestCertificates certificates;
    private Identity server;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory);
        server = certificates.issue("server");
    }

    @Test
    void certificatesAreRenewedAndRevokedWithoutARestart() throws Exception {
        Identity client = certificates.issue("client");
        Identity other = certificates.issue("other");
        Path revoked = certificates.revoke();
        try (RunningStore store =
                start("--client-crl-file=" + revoked, "--client-cert-allowed-hostname=127.0.0.1")) {
            assertThat(shown(store, client)).contains(TestCertificates.certificate(server));
            Files.writeString(server.key(), "half of a file");
            assertThat(shown(store, client)).contains(TestCertificates.certificate(server));

            Identity renewed = certificates.issue("server");
            assertThat(shown(store, client)).contains(TestCertificates.certificate(renewed));

            certificates.revoke(client);
            assertThat(shown(store, client)).isEmpty();
            assertThat(shown(store, other)).isPresent();
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotLetIn() throws Exception {
        Identity client = certificates.issue("client");
        try (RunningStore store = start("--client-cert-allowed-hostname=other.local")) {
            assertThat(shown(store, client)).isEmpty();
        }
    }

    @Test
    void onlyTheAllowedVersionsAreSpoken() throws Exception {
        Identity client = certificates.issue("client");
        try (RunningStore store = start("--tls-min-version=TLS1.3")) {
            assertThat(shown(store, client, "TLSv1.3")).isPresent();
            assertThat(shown(store, client, "TLSv1.2")).isEmpty();
        }
    }

    private RunningStore start(String... more) throws Exception {
        String[] flags = new String[more.length + 3];
        flags[0] = "--cert-file=" + server.certificate();
        flags[1] = "--key-file=" + server.key();
        flags[2] = "--trusted-ca-file=" + certificates.authority();
        System.arraycopy(more, 0, flags, 3, more.length);
        return RunningStore.start(directory, "https", flags);
    }

    /// The store's certificate, if it answers a caller with this one.
    private Optional<X509Certificate> shown(
            RunningStore store, Identity client, String... protocols) throws Exception {
        SSLContext context = certificates.context(client);
        try (SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory().createSocket("127.0.0.1", store.clientPort)) {
            socket.setSoTimeout(PATIENCE_MS);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            String request = "GET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return answer.length == 0
                    ? Optional.empty()
                    : Optional.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        } catch (IOException refused) {
            return Optional.empty();
        }
    }
}
