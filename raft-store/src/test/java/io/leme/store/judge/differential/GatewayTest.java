package io.leme.store.judge.differential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.store.MetricNames;
import io.leme.store.judge.process.Member;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The JSON gateway beside etcd's.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OWN_PER_SERVER =
            List.of("cluster_id", "member_id", "raft_term");

    private final HttpClient http = HttpClient.newHttpClient();
    private final SoftAssertions soft = new SoftAssertions();
    private Pair pair;

    @BeforeAll
    void start() {
        pair = Pair.start("gateway");
    }

    @AfterAll
    void stop() {
        http.close();
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void answersReadAsEtcds() throws Exception {
        post("/v3/kv/range", "{}");
        post("/v3/kv/range", key("a"));
        post("/v3/lease/grant", "{\"ID\":\"77\",\"TTL\":5000}");
        post("/v3/lease/grant", "{\"ID\":77,\"TTL\":\"5000\"}");
        post(
                "/v3/kv/put",
                "{\"key\":\"%s\",\"value\":\"%s\",\"lease\":77}".formatted(text("a"), text("v")));
        post("/v3/kv/put", "{\"key\":\"%s\",\"prev_kv\":true,\"unknown\":1}".formatted(text("a")));
        post("/v3/kv/put", "{\"key\":\"%s\",\"prevKv\":true}".formatted(text("a")));
        post("/v3/kv/range", key("a"));
        post("/v3/kv/range", "{\"key\":\"%s\",\"sort_order\":\"DESCEND\"}".formatted(text("a")));
        post("/v3/kv/range", "{\"key\":\"%s\",\"sort_order\":1}".formatted(text("a")));
        post("/v3/kv/range", "{\"key\":\"%s\",\"revision\":\"900\"}".formatted(text("a")));
        post(
                "/v3/kv/txn",
                "{\"success\":[{\"request_put\":{\"key\":\"%s\"}},{\"request_range\":%s}]}"
                        .formatted(text("b"), key("a")));
        post("/v3/kv/deleterange", key("a"));
        post("/v3/kv/compaction", "{\"revision\":4}");
        post("/v3/kv/compaction", "{\"revision\":4}");
        post("/v3/kv/lease/timetolive", "{\"ID\":78,\"keys\":true}");
        post("/v3/lease/leases", "");
        post("/v3/kv/lease/revoke", "{\"ID\":77}");
        post("/v3/lease/revoke", "{\"ID\":77}");
        post("/v3/maintenance/defragment", "{}");
        post("/v3/auth/enable", "{}");
        post("/v3/auth/user/add", "{\"name\":\"x\",\"password\":\"y\"}");
        post("/v3/auth/user/list", "{}");
        post("/v3/auth/user/delete", "{\"name\":\"x\"}");
        post("/v3/lock/unlock", key("none"));
        post("/v3/election/leader", "{}");
        post("/v3beta/kv/range", key("b"));

        soft.assertAll();
    }

    /// The names that this etcd has, whatever its version.
    @Test
    void everyMetricOfEtcdsIsThereOrListedAsAbsent() throws Exception {
        Set<String> present = MetricNames.on(page(pair.leme()));
        List<Pattern> absent = MetricNames.absent();

        assertThat(MetricNames.on(page(pair.etcd())))
                .as("either there or listed")
                .allMatch(name -> present.contains(name) != MetricNames.isAmong(absent, name));
    }

    private String page(Member member) throws Exception {
        URI address = URI.create("http://" + member.endpoint() + "/metrics");
        return http.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @ParameterizedTest
    @EnumSource
    void aWatchIsAnsweredLineByLine(HttpClient.Version version) throws Exception {
        String create = "{\"create_request\":{\"key\":\"%s\"}}".formatted(text("w"));
        for (Member member : List.of(pair.etcd(), pair.leme())) {
            HttpRequest request = request(member, "/v3/watch", create, version);
            HttpResponse<InputStream> response =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
                assertThat(result(lines).get("created").asBoolean()).isTrue();
                String put = "{\"key\":\"%s\",\"value\":\"dg==\"}".formatted(text("w"));
                http.send(
                        request(member, "/v3/kv/put", put, version),
                        HttpResponse.BodyHandlers.discarding());
                JsonNode event = result(lines).get("events").get(0);
                assertThat(event.get("kv").get("value").asText()).isEqualTo("dg==");
            }
        }
    }

    private static JsonNode result(BufferedReader lines) throws IOException {
        return JSON.readTree(lines.readLine()).get("result");
    }

    private void post(String path, String body) throws Exception {
        Reply etcd = send(pair.etcd(), path, body);
        Reply leme = send(pair.leme(), path, body);
        // Before 3.6 a failed precondition was 412.
        int status = etcd.status == 412 ? 400 : etcd.status;
        soft.assertThat(leme.status).as(path + " " + body).isEqualTo(status);
        soft.assertThat(comparable(leme.body))
                .as(path + " " + body)
                .isEqualTo(comparable(etcd.body));
    }

    /// @param origins whose pages a browser lets speak to this port
    private record Reply(int status, String origins, String body) {}

    @Test
    void pagesOfAnyOriginMaySpeakToIt() throws Exception {
        for (String method : List.of("OPTIONS", "GET", "POST")) {
            for (String path : List.of("/v3/kv/put", "/version")) {
                Reply etcd = send(pair.etcd(), method, path, "");
                Reply leme = send(pair.leme(), method, path, "");

                assertThat(leme.origins).as(method + path).isEqualTo(etcd.origins).contains("*");
                if (method.equals("OPTIONS")) {
                    assertThat(leme.status).isEqualTo(etcd.status);
                }
            }
        }
    }

    /// By the old client of Java: the new one cannot read the trailers behind etcd's errors.
    private static Reply send(Member member, String path, String body) throws Exception {
        return send(member, "POST", path, body);
    }

    private static Reply send(Member member, String method, String path, String body)
            throws Exception {
        var url = URI.create("http://" + member.endpoint() + path).toURL();
        var connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod(method);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream in =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(
                    status,
                    connection.getHeaderField("Access-Control-Allow-Origin")
                            + connection.getHeaderField("Access-Control-Allow-Methods")
                            + connection.getHeaderField("Access-Control-Allow-Headers"),
                    new String(in.readAllBytes(), UTF_8));
        }
    }

    private static HttpRequest request(
            Member member, String path, String body, HttpClient.Version version) {
        return HttpRequest.newBuilder(URI.create("http://" + member.endpoint() + path))
                .version(version)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /// `details` came with 3.6.
    private static JsonNode comparable(String body) throws IOException {
        JsonNode all = JSON.readTree(body);
        if (all instanceof ObjectNode object) {
            object.remove("details");
            if (object.get("header") instanceof ObjectNode header) {
                OWN_PER_SERVER.forEach(name -> header.replace(name, null));
            }
        }
        return all;
    }

    private static String key(String key) {
        return "{\"key\":\"" + text(key) + "\"}";
    }

    private static String text(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
