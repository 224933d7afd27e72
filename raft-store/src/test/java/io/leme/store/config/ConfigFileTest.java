package io.leme.store.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leme.store.config.StoreSettings.Request;
import io.leme.store.config.TlsSettings.Offer;
import io.leme.store.tls.CallerRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings out of a YAML file, in etcd's names.
class ConfigFileTest {
    private static final String ALL =
            """
            name: a
            data-dir: /var/lib/a
            listen-client-urls: https://127.0.0.1:1,https://127.0.0.1:2
            advertise-client-urls: https://127.0.0.1:1
            listen-peer-urls: https://127.0.0.1:3
            initial-advertise-peer-urls: https://127.0.0.1:3
            initial-cluster: a=https://127.0.0.1:3
            heartbeat-interval: 200
            election-timeout: 2000
            strict-reconfig-check: false
            watch-progress-notify-interval: 5000000000
            experimental-max-learners: 2
            grpc-keepalive-min-time: 7s
            log-outputs: [stderr]
            discovery-fallback: exit
            wal-dir:
            cipher-suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
            client-transport-security:
              cert-file: PEM
              key-file: PEM
              trusted-ca-file: PEM
              client-cert-auth: true
              allowed-hostname: client.local
            peer-transport-security:
              cert-file: PEM
              key-file: PEM
              trusted-ca-file: PEM
              client-cert-auth: true
              allowed-cn: peer
            """;

    @TempDir Path directory;

    @Test
    void aFileHoldsAllSettingsAndFlagsBesideItDoNotCount() throws IOException {
        Path pem = Files.createFile(directory.resolve("some.pem"));
        StoreSettings settings = start(ALL.replace("PEM", pem.toString()));

        MemberSettings member = settings.member();
        assertThat(member.name()).isEqualTo("a");
        assertThat(member.dataDirectory()).isEqualTo(Path.of("/var/lib/a"));
        assertThat(member.urls().listenClient())
                .containsExactly(
                        URI.create("https://127.0.0.1:1"), URI.create("https://127.0.0.1:2"));
        assertThat(member.watchProgressInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(member.connections().shortestPing()).isEqualTo(Duration.ofSeconds(7));
        assertThat(member.growth()).isEqualTo(new MemberSettings.Growth(false, 2));
        assertThat(settings.cluster().heartbeatInterval()).isEqualTo(Duration.ofMillis(200));
        Offer offer =
                new Offer(
                        Offer.USUAL.protocols(),
                        List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
        assertThat(member.security().client())
                .contains(
                        new TlsSettings(
                                pem,
                                pem,
                                Optional.of(pem),
                                new CallerRules(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("client.local")),
                                offer));
        assertThat(member.security().peer())
                .contains(
                        new TlsSettings(
                                pem,
                                pem,
                                Optional.of(pem),
                                new CallerRules(
                                        Optional.empty(), Optional.of("peer"), Optional.empty()),
                                offer));
        assertThat(settings.warnings())
                .anyMatch(warning -> warning.startsWith("--config-file: settings come from"));
    }

    @Test
    void everyProblemOfAFileIsNamed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("nmae: a\nheartbeat-interval: fast\nwal-dir: /wal\n"))
                .withMessageContaining("unknown setting 'nmae'")
                .withMessageContaining("heartbeat-interval")
                .withMessageContaining("wal-dir");
    }

    @Test
    void whatIsNoFileOfSettingsIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("- a\n- b\n"))
                .withMessageContaining("holds no settings");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("name: [a\n"))
                .withMessageContaining("is no YAML");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        StoreSettings.parse(
                                List.of("--config-file=" + directory.resolve("none")), Map.of()))
                .withMessageContaining("cannot be read");
    }

    private StoreSettings start(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("leme.yaml"), yaml);
        Request request =
                StoreSettings.parse(List.of("--name=other", "--config-file=" + file), Map.of());
        return ((Request.Start) request).settings();
    }
}
