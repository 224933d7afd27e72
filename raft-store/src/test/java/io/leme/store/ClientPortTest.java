package io.leme.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.leme.store.TestCertificates.Identity;
import io.leme.wire.rpc.AuthEnableRequest;
import io.leme.wire.rpc.AuthGrpc;
import io.leme.wire.rpc.AuthUserAddRequest;
import io.leme.wire.rpc.AuthUserGrantRoleRequest;
import io.leme.wire.rpc.HashKVRequest;
import io.leme.wire.rpc.KVGrpc;
import io.leme.wire.rpc.LeaseGrantRequest;
import io.leme.wire.rpc.LeaseGrpc;
import io.leme.wire.rpc.MaintenanceGrpc;
import io.leme.wire.rpc.PutRequest;
import io.leme.wire.rpc.RangeRequest;
import io.leme.wire.rpc.RangeResponse;
import io.leme.wire.rpc.RequestOp;
import io.leme.wire.rpc.TxnRequest;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One port with gRPC, HTTP/1.1 and HTTP/2 on it, in the clear and with TLS.
class ClientPortTest {
    @TempDir Path directory;

    @Test
    void grpcAndBothVersionsOfHttpShareThePort() throws Exception {
        try (RunningStore store = RunningStore.start(directory, "http");
                HttpClient http = HttpClient.newHttpClient()) {
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress("127.0.0.1", store.clientPort)
                            .usePlaintext()
                            .build();
            try {
                putAndGet(channel);
                assertHealthy(channel);
                assertHttpFace(
                        http, "http://127.0.0.1:" + store.clientPort, HttpClient.Version.HTTP_1_1);
                assertStreamedInPieces(channel);
            } finally {
                stop(channel);
            }
        }
    }

    @Test
    void probesHaveAPortOfTheirOwnInTheClear() throws Exception {
        String root = "http://127.0.0.1:" + RunningStore.freePort();
        try (RunningStore store =
                        RunningStore.start(directory, "http", "--listen-metrics-urls=" + root);
                HttpClient http = HttpClient.newHttpClient()) {
            assertAnswer(http, root + "/livez", HttpClient.Version.HTTP_1_1, 200, "ok\n");
            assertThat(get(http, root + "/metrics", HttpClient.Version.HTTP_1_1).body())
                    .contains("etcd_server_has_leader 1.0");
        }
    }

    @Test
    void withTlsTheClientsPreferenceDecides() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        Identity server = certificates.issue("server");
        Identity client = certificates.issue("gateway");
        try (RunningStore store = startWithTls(certificates, server)) {
            ManagedChannel channel = channel(store, certificates, client);
            try (HttpClient http =
                    HttpClient.newBuilder().sslContext(context(certificates, client)).build()) {
                putAndGet(channel);
                for (HttpClient.Version version :
                        List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
                    assertHttpFace(http, "https://127.0.0.1:" + store.clientPort, version);
                }
            } finally {
                stop(channel);
            }
        }
    }

    @Test
    void theGatewayRefusesWhomACertificateWouldName() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        Identity server = certificates.issue("server");
        Identity client = certificates.issue("root");
        try (RunningStore store = startWithTls(certificates, server, "--bcrypt-cost=4")) {
            ManagedChannel channel = channel(store, certificates, client);
            try (HttpClient http =
                    HttpClient.newBuilder().sslContext(context(certificates, client)).build()) {
                URI range = URI.create("https://127.0.0.1:" + store.clientPort + "/v3/kv/range");
                HttpRequest.Builder call =
                        HttpRequest.newBuilder(range)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"YQ==\"}"));
                assertThat(send(http, call, HttpClient.Version.HTTP_1_1).statusCode())
                        .isEqualTo(200);

                enableAuth(channel);
                for (HttpClient.Version version :
                        List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
                    HttpResponse<String> refusal = send(http, call, version);
                    assertThat(refusal.statusCode()).isEqualTo(400);
                    assertThat(refusal.body())
                            .isEqualTo(
                                    "CommonName of client sending a request against gateway"
                                            + " will be ignored and not used as expected\n");
                }
            } finally {
                stop(channel);
            }
        }
    }

    private static HttpResponse<String> send(
            HttpClient http, HttpRequest.Builder call, HttpClient.Version version)
            throws Exception {
        return http.send(call.version(version).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void enableAuth(ManagedChannel channel) {
        var auth = AuthGrpc.newBlockingStub(channel);
        var _ =
                auth.userAdd(
                        AuthUserAddRequest.newBuilder().setName("root").setPassword("p").build());
        var _ =
                auth.userGrantRole(
                        AuthUserGrantRoleRequest.newBuilder()
                                .setUser("root")
                                .setRole("root")
                                .build());
        var _ = auth.authEnable(AuthEnableRequest.getDefaultInstance());
    }

    @Test
    void onlyTheWriterWrites() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        Identity server = certificates.issue("server");
        try (RunningStore store = startWithTls(certificates, server, "--writer-identity=gateway")) {
            ManagedChannel writer = channel(store, certificates, certificates.issue("gateway"));
            ManagedChannel reader = channel(store, certificates, certificates.issue("admin"));
            try {
                putAndGet(writer);
                KVGrpc.KVBlockingStub keys = KVGrpc.newBlockingStub(reader);

                assertThat(keys.range(get("a")).getCount()).isEqualTo(1);
                assertThat(
                                keys.txn(
                                                TxnRequest.newBuilder()
                                                        .addSuccess(
                                                                RequestOp.newBuilder()
                                                                        .setRequestRange(get("a")))
                                                        .build())
                                        .getResponsesCount())
                        .isEqualTo(1);
                assertDenied(() -> keys.put(put("a", "2")));
                assertDenied(() ->
                        keys.txn(
                                TxnRequest.newBuilder()
                                        .addFailure(
                                                RequestOp.newBuilder().setRequestPut(put("a", "2")))
                                        .build()));
                assertDenied(() ->
                        LeaseGrpc.newBlockingStub(reader)
                                .leaseGrant(LeaseGrantRequest.newBuilder().setTTL(10).build()));
                assertThat(keys.range(get("a")).getKvs(0).getValue().toStringUtf8()).isEqualTo("1");
            } finally {
                stop(writer);
                stop(reader);
            }
        }
    }

    private RunningStore startWithTls(
            TestCertificates certificates, Identity server, String... more) throws Exception {
        String[] flags =
                Stream.concat(
                                Stream.of(
                                        "--cert-file=" + server.certificate(),
                                        "--key-file=" + server.key(),
                                        "--trusted-ca-file=" + certificates.authority(),
                                        "--client-cert-auth"),
                                Stream.of(more))
                        .toArray(String[]::new);
        return RunningStore.start(directory, "https", flags);
    }

    private static void putAndGet(ManagedChannel channel) {
        KVGrpc.KVBlockingStub keys = KVGrpc.newBlockingStub(channel);
        Metadata wantsLeader = new Metadata();
        wantsLeader.put(Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER), "true");
        long revision =
                keys.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(wantsLeader))
                        .put(put("a", "1"))
                        .getHeader()
                        .getRevision();
        RangeResponse found = keys.range(get("a"));

        assertThat(revision).as("the first write of a fresh store").isEqualTo(2);
        assertThat(found.getKvs(0).getValue().toStringUtf8()).isEqualTo("1");
        assertThat(found.getHeader().getRevision()).isEqualTo(2);
        assertThat(found.getHeader().getRaftTerm()).isPositive();
        assertThat(
                        MaintenanceGrpc.newBlockingStub(channel)
                                .hashKV(HashKVRequest.getDefaultInstance())
                                .getHashRevision())
                .isEqualTo(2);
    }

    private static void assertHealthy(ManagedChannel channel) {
        assertThat(
                        HealthGrpc.newBlockingStub(channel)
                                .check(HealthCheckRequest.getDefaultInstance())
                                .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    private static void assertStreamedInPieces(ManagedChannel channel) {
        KVGrpc.KVBlockingStub keys = KVGrpc.newBlockingStub(channel);
        for (int i = 0; i < 45; i++) {
            keys.put(put("piece" + i, "v"));
        }
        for (int limit : List.of(0, 1, 10, 30, 45, 99)) {
            RangeRequest range =
                    RangeRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8("piece"))
                            .setRangeEnd(ByteString.copyFromUtf8("piecf"))
                            .setLimit(limit)
                            .build();
            RangeResponse.Builder whole = RangeResponse.newBuilder();
            keys.rangeStream(range)
                    .forEachRemaining(piece -> whole.mergeFrom(piece.getRangeResponse()));
            assertThat(whole.build()).isEqualTo(keys.range(range));
        }
    }

    private static void assertDenied(Runnable call) {
        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(refused).isNotNull();
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refused.getStatus().getDescription()).isEqualTo("etcdserver: permission denied");
    }

    private static void assertHttpFace(HttpClient http, String root, HttpClient.Version version)
            throws Exception {
        assertAnswer(http, root + "/health", version, 200, "{\"health\":\"true\",\"reason\":\"\"}");
        assertAnswer(http, root + "/livez", version, 200, "ok\n");
        assertAnswer(
                http,
                root + "/readyz?verbose&exclude=linearizable_read",
                version,
                200,
                "[+]data_corruption ok\n[+]serializable_read ok\n[+]non_learner ok\nok\n");
        assertAnswer(http, root + "/readyz/linearizable_read", version, 200, "ok\n");
        assertAnswer(http, root + "/readyz/unknown", version, 404, "404 page not found\n");
        assertAnswer(
                http,
                root + "/version",
                version,
                200,
                "{\"etcdserver\":\"3.6.0\",\"etcdcluster\":\"3.6.0\",\"storage\":\"3.6.0\"}");
        HttpResponse<String> metrics = get(http, root + "/metrics", version);
        assertThat(metrics.body())
                .contains("etcd_server_has_leader 1.0")
                .contains("grpc_method=\"Put\"")
                .contains("etcd_debugging_mvcc_current_revision 2.0");
    }

    private static void assertAnswer(
            HttpClient http, String url, HttpClient.Version version, int status, String body)
            throws Exception {
        HttpResponse<String> response = get(http, url, version);
        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).as(url).isEqualTo(status);
        assertThat(response.body()).as(url).isEqualTo(body);
    }

    private static HttpResponse<String> get(HttpClient http, String url, HttpClient.Version version)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .version(version)
                        .timeout(Duration.ofSeconds(20))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static ManagedChannel channel(
            RunningStore store, TestCertificates certificates, Identity client) throws Exception {
        SslContext tls =
                GrpcSslContexts.forClient()
                        .trustManager(certificates.authority().toFile())
                        .keyManager(client.certificate().toFile(), client.key().toFile())
                        .build();
        return NettyChannelBuilder.forAddress("127.0.0.1", store.clientPort)
                .sslContext(tls)
                .build();
    }

    private static SSLContext context(TestCertificates certificates, Identity client)
            throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (var file = Files.newInputStream(certificates.authority())) {
            trusted.setCertificateEntry("authority", factory.generateCertificate(file));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificates.keyManagers(client), trust.getTrustManagers(), null);
        return context;
    }

    private static void stop(ManagedChannel channel) throws InterruptedException {
        channel.shutdownNow();
        channel.awaitTermination(5, TimeUnit.SECONDS);
    }

    private static PutRequest put(String key, String value) {
        return PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    private static RangeRequest get(String key) {
        return RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
    }
}
