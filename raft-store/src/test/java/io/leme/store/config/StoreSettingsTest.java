package io.leme.store.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leme.store.config.MemberSettings.LogForm;
import io.leme.store.config.MemberSettings.LogLevel;
import io.leme.store.config.MemberSettings.Reports;
import io.leme.store.config.MemberSettings.Tracing;
import io.leme.store.config.StoreSettings.Request;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSettingsTest {
    private static final String THREE =
            "a=http://10.0.0.1:2380,b=http://10.0.0.2:2380,c=http://10.0.0.3:2380";

    @TempDir Path directory;

    @Test
    void withoutFlagsEveryDefaultIsEtcds() {
        StoreSettings settings = start();

        assertThat(settings.member().name()).isEqualTo("default");
        assertThat(settings.member().dataDirectory()).isEqualTo(Path.of("default.etcd"));
        assertThat(settings.member().urls().listenClient())
                .containsExactly(URI.create("http://localhost:2379"));
        assertThat(settings.member().urls().advertiseClient())
                .containsExactly(URI.create("http://localhost:2379"));
        assertThat(settings.member().urls().listenPeer())
                .isEqualTo(URI.create("http://localhost:2380"));
        assertThat(settings.member().urls().peer())
                .containsExactly(URI.create("http://localhost:2380"));
        assertThat(settings.member().watchProgressInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.member().reports().logLevel()).isEqualTo(LogLevel.INFO);
        assertThat(settings.member().security()).isEqualTo(MemberSettings.Security.NONE);
        assertThat(settings.cluster().token()).isEqualTo("etcd-cluster");
        assertThat(settings.cluster().heartbeatInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.cluster().electionTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.cluster().maxTxnOps()).isEqualTo(128);
        assertThat(settings.cluster().maxRequestBytes()).isEqualTo(1_572_864);
        assertThat(settings.existing()).isFalse();
    }

    /// The ids that etcd itself logs when it is started without flags.
    @Test
    void theSameFlagsGiveEtcdsOwnIds() {
        StoreSettings settings = start();

        assertThat(Long.toHexString(settings.member().id())).isEqualTo("8e9e05c52164694d");
        assertThat(Long.toHexString(settings.cluster().clusterId())).isEqualTo("cdf818194e3a8c32");
    }

    @Test
    void aValueFollowsItsFlagOrAnEqualsSign() {
        assertThat(start("--name", "x").member().name()).isEqualTo("x");
        assertThat(start("--name=x").member().name()).isEqualTo("x");
        assertThat(start("-name", "x").member().name()).isEqualTo("x");
    }

    @Test
    void everyMemberFlagReachesItsSetting() {
        StoreSettings settings =
                start(
                        "--name=b",
                        "--data-dir=/data",
                        "--listen-client-urls=http://127.0.0.1:1,http://127.0.0.1:2",
                        "--advertise-client-urls=http://10.0.0.2:1",
                        "--listen-peer-urls=http://127.0.0.1:3",
                        "--initial-advertise-peer-urls=http://10.0.0.2:2380",
                        "--initial-cluster=" + THREE,
                        "--initial-cluster-state=existing",
                        "--watch-progress-notify-interval=1m30s",
                        "--log-level=debug",
                        "--log-format=json",
                        "--metrics=extensive",
                        "--experimental-enable-distributed-tracing",
                        "--experimental-distributed-tracing-address=collector:4317",
                        "--experimental-distributed-tracing-service-name=state",
                        "--distributed-tracing-instance-id=one",
                        "--distributed-tracing-sampling-rate=1000");

        assertThat(settings.member().name()).isEqualTo("b");
        assertThat(settings.member().dataDirectory()).isEqualTo(Path.of("/data"));
        assertThat(settings.member().urls().listenClient()).hasSize(2);
        assertThat(settings.member().urls().advertiseClient())
                .containsExactly(URI.create("http://10.0.0.2:1"));
        assertThat(settings.member().urls().listenPeer())
                .isEqualTo(URI.create("http://127.0.0.1:3"));
        assertThat(settings.member().watchProgressInterval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.member().reports())
                .isEqualTo(
                        new Reports(
                                LogLevel.DEBUG,
                                LogForm.JSON,
                                true,
                                Optional.of(
                                        new Tracing(
                                                "collector:4317",
                                                "state",
                                                Optional.of("one"),
                                                1_000))));
        assertThat(settings.existing()).isTrue();
        assertThat(settings.cluster().members()).hasSize(3);
        assertThat(settings.cluster().members())
                .anyMatch(member ->
                        member.id() == settings.member().id() && member.name().equals("b"));
    }

    @Test
    void everyClusterFlagReachesItsSettingAndTheFingerprint() {
        String before = start().cluster().fingerprint();
        List<String> flags =
                List.of(
                        "--initial-cluster-token=other",
                        "--heartbeat-interval=50",
                        "--election-timeout=2000",
                        "--max-txn-ops=10",
                        "--max-request-bytes=1000");

        for (String flag : flags) {
            assertThat(start(flag).cluster().fingerprint()).as(flag).isNotEqualTo(before);
        }
        assertThat(start("--name=default").cluster().fingerprint()).isEqualTo(before);
        assertThat(start(flags.toArray(String[]::new)).cluster())
                .extracting(
                        ClusterSettings::token,
                        ClusterSettings::heartbeatInterval,
                        ClusterSettings::electionTimeout,
                        ClusterSettings::maxTxnOps,
                        ClusterSettings::maxRequestBytes)
                .containsExactly("other", Duration.ofMillis(50), Duration.ofSeconds(2), 10, 1000);
    }

    @Test
    void aFlagBeatsItsEnvironmentVariable() {
        Map<String, String> environment =
                Map.of("ETCD_NAME", "from-environment", "ETCD_MAX_TXN_OPS", "7");

        StoreSettings settings = start(environment, "--name=from-flag");

        assertThat(settings.member().name()).isEqualTo("from-flag");
        assertThat(settings.cluster().maxTxnOps()).isEqualTo(7);
    }

    /// What kubeadm writes into the manifest of an etcd, old spellings and new.
    @Test
    void kubeadmsFlagsAreTaken() {
        StoreSettings settings =
                start(
                        "--experimental-initial-corrupt-check=true",
                        "--experimental-watch-progress-notify-interval=5s",
                        "--feature-gates=InitialCorruptCheck=true",
                        "--listen-metrics-urls=http://127.0.0.1:2381",
                        "--snapshot-count=20000");

        assertThat(settings.member().watchProgressInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.member().urls().listenMetrics())
                .containsExactly(URI.create("http://127.0.0.1:2381"));
        assertThat(settings.member().retention())
                .isEqualTo(new MemberSettings.LogRetention(20_000, 5_000));
        assertThat(settings.warnings())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("--initial-corrupt-check=true has no effect"))
                .anyMatch(line -> line.startsWith("--feature-gates="));
    }

    @Test
    void aFlagThatPromisesWhatIsNotThereIsRefusedUnlessItSaysOff() {
        assertThat(start("--force-new-cluster=false", "--cors=*").warnings()).isEmpty();

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(Map.of("ETCD_AUTO_TLS", "true"), "--unsafe-no-fsync"))
                .satisfies(refused ->
                        assertThat(refused.problems())
                                .containsExactlyInAnyOrder(
                                        "--auto-tls=true is not supported: no certificates"
                                                + " are made",
                                        "--unsafe-no-fsync=true is not supported: what is"
                                                + " answered is on disk first"));
    }

    @Test
    void anUnknownVariableIsWarnedOf() {
        StoreSettings settings = start(Map.of("ETCD_SERVICE_HOST", "10.0.0.9", "HOME", "/root"));

        assertThat(settings.warnings())
                .containsExactly("unrecognized environment variable ETCD_SERVICE_HOST");
    }

    @Test
    void theProgressIntervalIsKnownUnderItsOldNameToo() {
        StoreSettings settings = start("--experimental-watch-progress-notify-interval=5s");

        assertThat(settings.member().watchProgressInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyProblemIsNamedInOneMessage() {
        List<String> expected =
                List.of(
                        "unknown flag --no-such-flag",
                        "unknown flag --another",
                        "'stray' is not a valid flag",
                        "--max-txn-ops: 'none' is not a positive number",
                        "--election-timeout[200ms] should be at least as 5 times as"
                                + " --heartbeat-interval[100ms]",
                        "--advertise-client-urls is required when --listen-client-urls is"
                                + " set explicitly",
                        "--listen-client-urls: URL scheme must be http or https: ftp://x:1",
                        "--initial-cluster-state: 'old' is neither 'new' nor 'existing'",
                        "--watch-progress-notify-interval: 'often' is not a duration such"
                                + " as 10m, 5s or 250ms",
                        "--log-level: 'loud' is not one of debug, info, warn, error",
                        "--metrics: 'all' is neither 'basic' nor 'extensive'");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        start(
                                "--no-such-flag",
                                "--another=1",
                                "--election-timeout=200",
                                "--heartbeat-interval=100",
                                "--max-txn-ops=none",
                                "--listen-client-urls=ftp://x:1",
                                "--initial-cluster-state=old",
                                "--watch-progress-notify-interval=often",
                                "--log-level=loud",
                                "--metrics=all",
                                "stray"))
                .satisfies(refused -> assertThat(refused.problems()).containsAll(expected))
                .withMessageStartingWith("cannot start, ")
                .withMessageContaining("\n  - unknown flag --no-such-flag");
    }

    @Test
    void aMemberMustBeNamedInItsCluster() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("--name=d", "--initial-cluster=" + THREE))
                .withMessageContaining(
                        "couldn't find local name \"d\" in the initial cluster configuration");
    }

    @Test
    void theClusterMustKnowTheMembersOwnUrl() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("--name=a", "--initial-cluster=" + THREE))
                .withMessageContaining("but --initial-advertise-peer-urls is");
    }

    @Test
    void httpsNeedsCertificates() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        start(
                                "--listen-client-urls=https://127.0.0.1:1",
                                "--advertise-client-urls=https://127.0.0.1:1"))
                .withMessageContaining("https URLs need --cert-file and --key-file");
    }

    @Test
    void certificatesWithoutHttpsAreRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("cert.pem"));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("--cert-file=" + file, "--key-file=" + file))
                .withMessageContaining("but the URL is http");
    }

    @Test
    void tracesAreOffByDefaultAndTheirFlagsAreCheckedAllTheSame() {
        assertThat(start().member().reports().tracing()).isEmpty();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        start(
                                "--distributed-tracing-sampling-rate=1000001",
                                "--distributed-tracing-address=http://collector"))
                .withMessageContaining("1000001 is above 1000000")
                .withMessageContaining("'http://collector' is not host:port");
    }

    @Test
    void rulesForCertificatesThatNobodyShowsAreNoticed() {
        StoreSettings settings =
                start("--client-crl-file=/no/such/list", "--peer-cert-allowed-cn=member");

        assertThat(settings.warnings())
                .containsExactlyInAnyOrder(
                        "--client-crl-file=/no/such/list has no effect: the URL is http:"
                                + " [http://localhost:2379]",
                        "--peer-cert-allowed-cn=member has no effect: the URL is http:"
                                + " [http://localhost:2380]");
    }

    @Test
    void tlsFlagsReachTheirSettings() throws Exception {
        Path file = Files.createFile(directory.resolve("some.pem"));

        MemberSettings.Security security =
                start(
                                "--listen-client-urls=https://127.0.0.1:1",
                                "--advertise-client-urls=https://127.0.0.1:1",
                                "--cert-file=" + file,
                                "--key-file=" + file,
                                "--trusted-ca-file=" + file,
                                "--client-cert-auth",
                                "--listen-peer-urls=https://127.0.0.1:2",
                                "--peer-cert-file=" + file,
                                "--peer-key-file=" + file,
                                "--peer-trusted-ca-file=" + file,
                                "--peer-client-cert-auth=true",
                                "--writer-identity=gateway")
                        .member()
                        .security();

        TlsSettings expected = new TlsSettings(file, file, java.util.Optional.of(file));
        assertThat(security.client()).contains(expected);
        assertThat(security.peer()).contains(expected);
        assertThat(security.writerIdentity()).contains("gateway");
    }

    @Test
    void versionsAndSuitesOfTlsMustFitTogether() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        start(
                                "--tls-min-version=TLS1.3",
                                "--tls-max-version=TLS1.2",
                                "--cipher-suites=TLS_NONE"))
                .withMessageContaining("--tls-min-version is above --tls-max-version")
                .withMessageContaining("cipher suites cannot be configured")
                .withMessageContaining("unexpected TLS cipher suite TLS_NONE");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("--tls-min-version=TLS1.0"))
                .withMessageContaining("is not TLS1.2 or TLS1.3");
    }

    @Test
    void tokensAreSimpleOrSigned() {
        assertThat(start().member().logins().tokens()).isEqualTo(new LoginTokens.Simple());
        assertThat(
                        start("--auth-token=jwt,pub-key=a.pub,sign-method=ES256,ttl=1h")
                                .member()
                                .logins()
                                .tokens())
                .isEqualTo(
                        new LoginTokens.Signed(
                                java.util.Optional.of(Path.of("a.pub")),
                                java.util.Optional.empty(),
                                "ES256",
                                Duration.ofHours(1)));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("--auth-token=jwt,secret=a,ttl=soon"))
                .withMessageContaining("'secret=a' is no option of jwt")
                .withMessageContaining("jwt needs a sign-method")
                .withMessageContaining("the ttl of jwt");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("--auth-token=magic"))
                .withMessageContaining("'magic' is neither simple nor jwt");
    }

    @Test
    void aWriterIdentityNeedsCertificatesToKnowWritersBy() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("--writer-identity=gateway"))
                .withMessageContaining("--writer-identity needs client TLS");
    }

    @Test
    void helpNamesEveryFlagAndVersionHasEtcdsFourLines() {
        assertThat(StoreSettings.parse(List.of("--help"), Map.of()))
                .isInstanceOfSatisfying(
                        Request.Print.class,
                        print -> {
                            for (Flag flag : Flag.values()) {
                                assertThat(print.text()).contains("--" + flag.spelling());
                            }
                        });
        assertThat(StoreSettings.parse(List.of("--version"), Map.of()))
                .isInstanceOfSatisfying(
                        Request.Print.class,
                        print ->
                                assertThat(print.text().lines())
                                        .hasSize(4)
                                        .first()
                                        .isEqualTo("etcd Version: 3.6.0"));
    }

    private static StoreSettings start(String... arguments) {
        return start(Map.of(), arguments);
    }

    private static StoreSettings start(Map<String, String> environment, String... arguments) {
        Request request = StoreSettings.parse(List.of(arguments), environment);
        return ((Request.Start) request).settings();
    }
}
