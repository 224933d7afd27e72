package io.leme.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.leme.gateway.pki.PemFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is on the wire, where the clients of the other tests would hide it.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpFaceTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final char[] NO_PASSWORD = {};

    private TestGateway gateway;
    private HttpClient admin;
    private HttpClient nobody;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException, GeneralSecurityException {
        Programs.require("etcd");
        gateway = TestGateway.start(temporary);
        admin = HttpClient.newBuilder().sslContext(tls(true)).build();
        nobody = HttpClient.newBuilder().sslContext(tls(false)).build();
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void bothVersionsOfHttpAreSpoken(HttpClient.Version version) throws Exception {
        var request = request("/version").version(version).build();

        var response = admin.send(request, BodyHandlers.ofString());

        assertThat(response.version()).isEqualTo(version);
        assertThat(response.body()).contains("\"major\": \"1\"", "\"minor\": \"36\"");
    }

    @Test
    void typedGoClientsAreAnsweredInProtobuf() throws Exception {
        var typed = "application/vnd.kubernetes.protobuf,application/json";
        var list = request("/api/v1/namespaces").header("Accept", typed).build();
        var watch =
                request("/api/v1/namespaces?watch=true&timeoutSeconds=1&resourceVersion=0")
                        .header("Accept", typed)
                        .build();

        var listed = admin.send(list, BodyHandlers.ofByteArray());
        var watched = admin.send(watch, BodyHandlers.ofByteArray());

        assertThat(listed.headers().firstValue("content-type"))
                .hasValue("application/vnd.kubernetes.protobuf");
        assertThat(listed.body()).startsWith('k', '8', 's', 0);
        assertThat(watched.headers().firstValue("content-type"))
                .hasValue("application/vnd.kubernetes.protobuf;stream=watch");
        assertThat(new String(watched.body(), StandardCharsets.ISO_8859_1))
                .startsWith("\0\0")
                .contains("\n\5ADDED\22", "k8s\0", "Namespace", "default");
    }

    @Test
    void whoShowsNoCertificateSeesHealthAndVersionAlone() throws Exception {
        assertThat(send(nobody, "/readyz").body()).isEqualTo("ok");
        assertThat(send(nobody, "/version").statusCode()).isEqualTo(200);

        var refused = send(nobody, "/api/v1/no/such/thing/at/all");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("audit-id")).isPresent();
    }

    @Test
    void readinessIsSpelledOutOnRequest() throws Exception {
        assertThat(send(admin, "/readyz?verbose").body())
                .isEqualTo("[+]ping ok\n[+]etcd ok\n[+]informer-sync ok\nreadyz check passed\n");
    }

    @Test
    void discoveryComesInTheDialectThatWasAskedFor() throws Exception {
        String aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        for (String root : new String[] {"/api", "/apis"}) {
            var response =
                    admin.send(
                            request(root).header("accept", aggregated).build(),
                            BodyHandlers.ofString());
            assertThat(response.headers().firstValue("content-type")).contains(aggregated);
            assertThat(response.body()).startsWith("{\"kind\":\"APIGroupDiscoveryList\"");

            String tag = response.headers().firstValue("etag").orElseThrow();
            var again =
                    request(root).header("accept", aggregated).header("if-none-match", tag).build();
            assertThat(admin.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
        }
        assertThat(send(admin, "/api").body()).contains("\"kind\":\"APIVersions\"");
        assertThat(send(admin, "/apis").body()).contains("\"kind\":\"APIGroupList\"");
        assertThat(send(admin, "/api/v1").body())
                .contains("{\"name\":\"namespaces/status\",\"singularName\":\"\"");
    }

    @Test
    void pathsThatAreNotOfTheApiArePlainText() throws Exception {
        for (String path : new String[] {"/nope", "/apis/no/v1/things", "/api/v1/nothings"}) {
            var response = send(admin, path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).as(path).isEqualTo("404 page not found\n");
        }
    }

    @Test
    void whatIsWrongWithARequestHasItsOwnCode() throws Exception {
        var xml = request(MAPS).header("accept", "application/xml").build();
        assertThat(admin.send(xml, BodyHandlers.ofString()).statusCode()).isEqualTo(406);
        assertThat(post(MAPS, "text/plain", "x").statusCode()).isEqualTo(415);
        assertThat(post(MAPS, "application/json", "{").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/configmaps", "application/json", "{}").statusCode())
                .isEqualTo(405);
        assertThat(send(admin, MAPS + "?resourceVersionMatch=Exact").statusCode()).isEqualTo(422);
        assertThat(send(admin, MAPS + "?fieldSelector=spec.x=1").statusCode()).isEqualTo(400);
        assertThat(send(admin, "/version?timeout=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void bodiesHaveALimit() throws Exception {
        var response = post(MAPS, "application/json", "x".repeat(3 * 1024 * 1024 + 1));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body())
                .contains("Request entity too large: limit is 3145728", "RequestEntityTooLarge");
    }

    @Test
    void listsAreNeverNullAndItemsDontRepeatTheirKind() throws Exception {
        assertThat(send(admin, "/api/v1/namespaces/empty/configmaps").body())
                .startsWith("{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{")
                .endsWith(",\"items\":[]}");
        assertThat(send(admin, "/api/v1/namespaces").body()).contains("\"items\":[{\"metadata\":{");
    }

    @Test
    void unknownFieldsAreWarnedOf() throws Exception {
        String body = "{\"metadata\":{\"name\":\"warned\"},\"extra\":1}";

        var response = post(MAPS, "application/json", body);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().allValues("warning"))
                .containsExactly("299 - \"unknown field \\\"extra\\\"\"");
    }

    @Test
    void aDryRunLeavesNothingBehind() throws Exception {
        String body = "{\"metadata\":{\"name\":\"dry\"}}";

        assertThat(post(MAPS + "?dryRun=All", "application/json", body).statusCode())
                .isEqualTo(201);
        assertThat(send(admin, MAPS + "/dry").statusCode()).isEqualTo(404);
    }

    @Test
    void aWatchIsOneJsonLinePerEventAndEndsInTime() throws Exception {
        String version = versionOfAll();
        post(MAPS, "application/json", "{\"metadata\":{\"name\":\"lined\"}}");

        String query = "?watch=1&timeoutSeconds=2&resourceVersion=" + version;
        var response =
                admin.send(
                        request(MAPS + query + "&fieldSelector=metadata.name=lined").build(),
                        BodyHandlers.ofInputStream());

        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        try (InputStream lines = response.body()) {
            assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\":\"ConfigMap\"")
                    .endsWith("}}\n")
                    .hasLineCount(1);
        }
    }

    @Test
    void aWatchIsServedOverWebSocketToo() throws Exception {
        String version = versionOfAll();
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        String url = gateway.url().replace("https", "wss") + MAPS;
        String query = "?watch=1&resourceVersion=" + version;
        WebSocket socket =
                admin.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(url + query + "&fieldSelector=metadata.name=framed"),
                                new Messages(messages))
                        .get(30, TimeUnit.SECONDS);
        try {
            post(MAPS, "application/json", "{\"metadata\":{\"name\":\"framed\"}}");

            assertThat(messages.poll(30, TimeUnit.SECONDS))
                    .startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\":\"ConfigMap\"")
                    .endsWith("}}");
        } finally {
            socket.abort();
        }
    }

    private String versionOfAll() throws Exception {
        String list = send(admin, MAPS).body();
        String marker = "\"resourceVersion\":\"";
        int start = list.indexOf(marker) + marker.length();
        return list.substring(start, list.indexOf('"', start));
    }

    private HttpResponse<String> send(HttpClient client, String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        var request =
                request(path)
                        .header("content-type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return admin.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private SSLContext tls(boolean withCertificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, NO_PASSWORD);
        Certificate authority = PemFiles.certificates(gateway.authority()).getFirst();
        trusted.setCertificateEntry("ca", authority);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);

        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, NO_PASSWORD);
        if (withCertificate) {
            var identity = gateway.admin().read();
            Certificate[] chain = {identity.certificate()};
            own.setKeyEntry("admin", identity.key(), NO_PASSWORD, chain);
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, NO_PASSWORD);

        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /// Notes whole messages.
    private record Messages(BlockingQueue<String> messages, StringBuilder partial)
            implements WebSocket.Listener {
        Messages(BlockingQueue<String> messages) {
            this(messages, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }
}
