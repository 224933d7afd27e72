package io.leme.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.authn.BearerTokens;
import io.leme.gateway.authn.Credentials;
import io.leme.gateway.authz.StandingRules;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.flow.InFlight;
import io.leme.gateway.http.request.Query;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.telemetry.RequestMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayChainTest {
    private static final Handler FINE = _ -> Reply.text(200, "fine");
    private static final ProtobufSchemas SCHEMAS = ProtobufSchemas.load();

    private final Deadlines deadlines = new Deadlines();

    @TempDir Path temporary;
    private Path tokens;

    @BeforeEach
    void writeTokens() throws IOException {
        tokens = temporary.resolve("tokens.csv");
        Files.writeString(tokens, "root,admin,1,system:masters\nuser,jane,2\n");
    }

    @AfterEach
    void stop() {
        deadlines.close();
    }

    @Test
    void anAdministratorPasses() {
        assertThat(body(chain(FINE), get("/api/v1/configmaps", "root"))).isEqualTo("fine");
    }

    @Test
    void healthAndVersionAreOpenToAll() {
        for (String path : List.of("/healthz", "/livez", "/readyz/ping", "/version")) {
            assertThat(chain(FINE).handle(get(path, "")).code()).as(path).isEqualTo(200);
        }
    }

    @Test
    void whoShowsNothingIsToldNothing() {
        Reply reply = chain(FINE).handle(get("/no/such/path/at/all", ""));

        assertThat(reply.code()).isEqualTo(401);
        assertThat(text(reply))
                .isEqualTo(
                        """
                        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
                        "message":"Unauthorized","reason":"Unauthorized","code":401}\
                        """);
    }

    @Test
    void badCredentialsAreWorseThanNone() {
        assertThat(chain(FINE).handle(get("/version", "wrong")).code()).isEqualTo(401);
    }

    @Test
    void othersMayLookAtDiscoveryAlone() {
        assertThat(chain(FINE).handle(get("/apis", "user")).code()).isEqualTo(200);

        Reply reply = chain(FINE).handle(get("/api/v1/namespaces/n/configmaps/x", "user"));
        assertThat(reply.code()).isEqualTo(403);
        assertThat(text(reply))
                .contains(
                        """
                        "message":"configmaps \\"x\\" is forbidden: User \\"jane\\" cannot get \
                        resource \\"configmaps\\" in API group \\"\\" in the namespace \\"n\\""\
                        """,
                        """
                        "reason":"Forbidden","details":{"name":"x","kind":"configmaps"},\
                        """);
        assertThat(body(chain(FINE), get("/metrics", "user")))
                .contains("forbidden: User \\\"jane\\\" cannot get path \\\"/metrics\\\"");
    }

    @Test
    void anAdministratorMayActAsSomebodyElseAndIsThenNoMoreThanThat() {
        var asJane = Map.of("impersonate-user", "jane");

        assertThat(body(chain(FINE), exchange("GET", "/api/v1/pods", "root", asJane)))
                .contains("User \\\"jane\\\" cannot list resource \\\"pods\\\"");
        assertThat(body(chain(FINE), exchange("GET", "/apis", "root", asJane))).isEqualTo("fine");
        assertThat(body(chain(FINE), exchange("GET", "/apis", "user", asJane)))
                .contains("User \\\"jane\\\" cannot impersonate resource \\\"users\\\"");
    }

    @Test
    void everyAnswerCarriesAnAuditIdTheCallersOwnIfItHasOne() {
        assertThat(field(chain(FINE).handle(get("/nowhere", "")), "audit-id")).isNotEmpty();

        Exchange named = exchange("GET", "/version", "", Map.of("audit-id", "mine"));
        assertThat(field(chain(FINE).handle(named), "audit-id")).isEqualTo("mine");
    }

    @Test
    void nothingIsToBeKeptByCaches() {
        assertThat(field(chain(FINE).handle(get("/version", "")), "cache-control"))
                .isEqualTo("no-cache, private");
    }

    @Test
    void aFaultOfOursIsAnInternalErrorWithoutItsInsides() {
        Handler broken =
                _ -> {
                    throw new IllegalStateException("secret insides");
                };

        Reply reply = chain(broken).handle(get("/version", ""));

        assertThat(reply.code()).isEqualTo(500);
        assertThat(text(reply)).contains("InternalError").doesNotContain("secret insides");
    }

    @Test
    void aStatusThatAsksToComeBackSaysSoInAHeaderToo() {
        Handler busy =
                _ -> {
                    throw ApiErrors.tooManyRequests("busy", 3);
                };

        assertThat(field(chain(busy).handle(get("/version", "")), "retry-after")).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/vnd.kubernetes.protobuf | true",
                "application/vnd.kubernetes.protobuf,application/json | true",
                "application/json,application/vnd.kubernetes.protobuf | false",
                "image/png | false"
            })
    void whoPrefersProtobufIsToldErrorsInIt(String accepted, boolean protobuf) {
        Exchange exchange = exchange("GET", "/nowhere", "", Map.of("accept", accepted));

        Reply reply = chain(FINE).handle(exchange);

        assertThat(field(reply, "content-type"))
                .isEqualTo("application/" + (protobuf ? "vnd.kubernetes.protobuf" : "json"));
        ObjectNode status = ApiErrors.unauthorized().status().toJson();
        assertThat(((Reply.Whole) reply).body())
                .isEqualTo(
                        protobuf
                                ? new ProtobufWriter(SCHEMAS).write(status)
                                : JsonText.compact(status));
    }

    @Test
    void tooManyAtOnceAreTurnedAwayInPlainText() {
        var inFlight = new InFlight(1, 1);
        try (var _ = inFlight.enter(false).orElseThrow()) {
            Reply reply = chain(FINE, inFlight).handle(get("/version", ""));

            assertThat(reply.code()).isEqualTo(429);
            assertThat(text(reply)).isEqualTo("Too many requests, please try again later.\n");
            assertThat(field(reply, "retry-after")).isEqualTo("1");
        }
        assertThat(chain(FINE, inFlight).handle(get("/version", "")).code()).isEqualTo(200);
    }

    @Test
    void warningsAreQuotedAndToldOnce() {
        Handler warning =
                exchange -> {
                    exchange.warn("unknown field \"spec.a\"");
                    exchange.warn("unknown field \"spec.a\"");
                    return Reply.text(200, "");
                };

        assertThat(chain(warning).handle(get("/version", "")).fields())
                .filteredOn(field -> field.name().equals("warning"))
                .extracting(HttpField::value)
                .containsExactly("299 - \"unknown field \\\"spec.a\\\"\"");
    }

    @Test
    void largeAnswersAreCompressedForThoseWhoCanUndoIt() {
        Handler large = _ -> Reply.text(200, "x".repeat(Compressing.SMALLEST + 1));
        var gzip = Map.of("accept-encoding", "gzip");

        Reply compressed = chain(large).handle(exchange("GET", "/version", "", gzip));
        assertThat(field(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(((Reply.Whole) compressed).body()).hasSizeLessThan(2000);
        assertThat(field(chain(large).handle(get("/version", "")), "content-encoding")).isEmpty();
    }

    @Test
    void aRequestThatTakesTooLongIsEnded() {
        Handler slow =
                _ -> {
                    try {
                        Thread.sleep(10_000);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Reply.text(200, "late");
                };
        var exchange =
                new Exchange(request("GET", "/version", "", Map.of(), Query.parse("timeout=50ms")));

        Reply reply = chain(slow).handle(exchange);

        assertThat(reply.code()).isEqualTo(504);
        assertThat(text(reply)).contains("\"reason\":\"Timeout\"");
        assertThat(Thread.interrupted()).isFalse();
    }

    private Handler chain(Handler handler) {
        return chain(handler, new InFlight(10, 10));
    }

    private Handler chain(Handler handler, InFlight inFlight) {
        return GatewayChain.around(
                handler,
                new GatewayChain.Parts(
                        BearerTokens.read(tokens),
                        new StandingRules(),
                        inFlight,
                        _ -> {},
                        deadlines,
                        InstantSource.system()),
                new RequestMetrics(),
                new ProtobufWriter(SCHEMAS));
    }

    private static Exchange get(String path, String token) {
        return exchange("GET", path, token, Map.of());
    }

    private static Exchange exchange(
            String method, String path, String token, Map<String, String> headers) {
        return new Exchange(request(method, path, token, headers, Query.EMPTY));
    }

    private static Request request(
            String method, String path, String token, Map<String, String> headers, Query query) {
        Optional<String> bearer = token.isEmpty() ? Optional.empty() : Optional.of(token);
        return new Request(
                method,
                path,
                query,
                name -> Optional.ofNullable(headers.get(name)).map(List::of).orElse(List.of()),
                new Credentials(List.of(), bearer),
                "test",
                () -> new byte[0]);
    }

    private static String body(Handler handler, Exchange exchange) {
        return text(handler.handle(exchange));
    }

    private static String text(Reply reply) {
        return new String(((Reply.Whole) reply).body(), StandardCharsets.UTF_8);
    }

    private static String field(Reply reply, String name) {
        return reply.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(HttpField::value)
                .findFirst()
                .orElse("");
    }
}
