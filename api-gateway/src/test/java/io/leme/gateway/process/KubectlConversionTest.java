package io.leme.gateway.process;

import static io.leme.gateway.process.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.leme.gateway.pki.IdentityFiles;
import io.leme.gateway.pki.KeyFolder;
import io.leme.gateway.pki.PemFiles;
import io.leme.gateway.pki.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `kubectl` with a kind whose two versions a service converts: in v1 a boat has a colour, in v2 a
/// paint.
@Tag("process")
class KubectlConversionTest extends KubectlAndGateway {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION =
            """
              - name: %s
                served: true
                storage: %s
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec: {type: object, properties: {%s: {type: string}}}
            """;

    private final AtomicInteger calls = new AtomicInteger();
    private HttpsServer service;
    private String authority;

    @BeforeEach
    void startTheService() throws Exception {
        KeyFolder keys =
                KeyFolder.open(folder.resolve("webhook"), Clock.systemUTC(), new SecureRandom());
        IdentityFiles identity =
                keys.identity("webhook", Profile.server("webhook", List.of("127.0.0.1")));
        authority =
                Base64.getEncoder().encodeToString(Files.readAllBytes(keys.authorityCertificate()));
        service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new HttpsConfigurator(context(identity)));
        service.createContext("/convert", this::convert);
        service.start();
    }

    @AfterEach
    void stopTheService() {
        service.stop(0);
    }

    @Test
    void aServiceConvertsBetweenTheVersionsOfAKind() throws Exception {
        run("apply -f " + file("definition", definition()));
        String boats = boat("one", "red") + "---\n" + boat("two", "blue");
        assertEventually(() -> run("get boats.v1.convert.example"));

        assertThat(run("create -f " + file("boats", boats)))
                .isEqualTo("boat.convert.example/one created\nboat.convert.example/two created\n");
        assertThat(run("get boats.v2.convert.example one -o jsonpath={.apiVersion}:{.spec.paint}"))
                .isEqualTo("convert.example/v2:red");
        assertThat(run("get boats.v1.convert.example one -o jsonpath={.apiVersion}:{.spec.colour}"))
                .isEqualTo("convert.example/v1:red");
        assertThat(run("patch boats.v1.convert.example one --type=merge -p " + patch("green")))
                .isEqualTo("boat.convert.example/one patched\n");
        int before = calls.get();
        assertThat(run("get boats.v1.convert.example -o jsonpath={.items[*].spec.colour}"))
                .isEqualTo("green blue");
        assertThat(calls.get()).as("calls for a list").isEqualTo(before + 1);

        assertThat(kubectl.run("create -f " + file("sunk", boat("three", "sunk"))).output())
                .contains(
                        "conversion webhook for convert.example/v2, Kind=Boat failed:"
                                + " no such colour");
        service.stop(0);
        assertThat(kubectl.run("get boats.v1.convert.example one").output())
                .contains("conversion webhook for convert.example/v2, Kind=Boat failed: Post");
    }

    private String definition() {
        String url = "https://127.0.0.1:" + service.getAddress().getPort() + "/convert";
        return """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: boats.convert.example}
        spec:
          group: convert.example
          scope: Namespaced
          names: {plural: boats, kind: Boat}
          conversion:
            strategy: Webhook
            webhook:
              conversionReviewVersions: [v1]
              clientConfig: {url: "%s", caBundle: %s}
          versions:
        """
                        .formatted(url, authority)
                + VERSION.formatted("v1", "false", "colour")
                + VERSION.formatted("v2", "true", "paint");
    }

    private static String boat(String name, String colour) {
        return """
        apiVersion: convert.example/v1
        kind: Boat
        metadata: {name: %s}
        spec: {colour: %s}
        """
                .formatted(name, colour);
    }

    private static String patch(String colour) {
        return "{\"spec\":{\"colour\":\"" + colour + "\"}}";
    }

    /// The service: a review in, a review out.
    private void convert(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        JsonNode request = JSON.readTree(exchange.getRequestBody()).path("request");
        String version = request.path("desiredAPIVersion").asText();
        ObjectNode review = JSON.createObjectNode();
        review.put("kind", "ConversionReview").put("apiVersion", "apiextensions.k8s.io/v1");
        ObjectNode response = review.putObject("response");
        response.set("uid", request.path("uid"));
        ObjectNode result = response.putObject("result").put("status", "Success");
        ArrayNode converted = response.putArray("convertedObjects");
        for (JsonNode object : request.path("objects")) {
            ObjectNode spec = (ObjectNode) object.path("spec");
            JsonNode colour = spec.has("colour") ? spec.path("colour") : spec.path("paint");
            if (colour.asText().equals("sunk")) {
                result.put("status", "Failure").put("message", "no such colour");
            }
            spec.removeAll();
            spec.set(version.endsWith("v1") ? "colour" : "paint", colour);
            converted.add(((ObjectNode) object).put("apiVersion", version));
        }
        byte[] body = JSON.writeValueAsBytes(review);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static SSLContext context(IdentityFiles identity) throws Exception {
        KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
        own.load(null, null);
        own.setKeyEntry(
                "webhook",
                PemFiles.privateKey(identity.key()),
                new char[0],
                PemFiles.certificates(identity.certificate()).toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        return Files.writeString(file, content).toString();
    }
}
