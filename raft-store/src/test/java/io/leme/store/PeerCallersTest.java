package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.store.TestCertificates.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose certificates the peer port takes, from the flags to the handshake.
class PeerCallersTest {
    private static final int PATIENCE_MS = 10_000;

    @TempDir Path directory;
    private TestCertificates certificates;
    private Identity member;
    private int port;

    @BeforeEach
    void makeCertificates() throws IOException {
        certificates = new TestCertificates(directory);
        member = certificates.issue("member");
        port = RunningStore.freePort();
    }

    @Test
    void aRevokedPeerAndOneOfAnotherCommonNameAreTurnedAway() throws Exception {
        Identity stranger = certificates.issue("stranger");
        Path revoked = certificates.revoke();
        try (RunningStore store =
                start("--peer-cert-allowed-cn=member", "--peer-crl-file=" + revoked)) {
            assertThat(letsIn(member)).isTrue();
            assertThat(letsIn(stranger)).isFalse();

            certificates.revoke(member);

            assertThat(letsIn(member)).isFalse();
        }
    }

    @Test
    void aPeerWhoseCertificateIsForAnotherHostIsTurnedAway() throws Exception {
        try (RunningStore store = start("--peer-cert-allowed-hostname=other.local")) {
            assertThat(letsIn(member)).isFalse();
        }
    }

    private RunningStore start(String... rules) throws Exception {
        String url = "https://127.0.0.1:" + port;
        List<String> flags =
                new ArrayList<>(
                        List.of(
                                "--listen-peer-urls=" + url,
                                "--initial-advertise-peer-urls=" + url,
                                "--initial-cluster=default=" + url,
                                "--peer-client-cert-auth",
                                "--peer-cert-file=" + member.certificate(),
                                "--peer-key-file=" + member.key(),
                                "--peer-trusted-ca-file=" + certificates.authority()));
        flags.addAll(List.of(rules));
        return RunningStore.start(directory, "http", flags.toArray(String[]::new));
    }

    /// In TLS 1.2 the handshake does not end before the caller is judged.
    private boolean letsIn(Identity caller) throws Exception {
        try (SSLSocket socket =
                (SSLSocket)
                        certificates
                                .context(caller)
                                .getSocketFactory()
                                .createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
