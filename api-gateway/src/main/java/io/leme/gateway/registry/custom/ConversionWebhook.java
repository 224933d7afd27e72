package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The service that converts the objects of a custom kind: a `ConversionReview` of version v1 is
/// posted to it over HTTPS, and it answers with the same objects in the version that was asked for.
///
/// Who the service is is known by the authority of the definition's `caBundle`, and by the
/// platform's where there is none. A service of the cluster is called by its name there, which the
/// gateway's machine has to know.
///
/// Threads: any; callers wait. The first of them makes the client.
final class ConversionWebhook {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long MAX_ANSWER_BYTES = 256L * 1024 * 1024;
    private static final int SERVICE_PORT = 443;
    private static final int OK = 200;
    private static final String REVIEW = "ConversionReview";
    private static final String REVIEW_VERSION = "apiextensions.k8s.io/v1";

    private final String kind;
    private final JsonNode clientConfig;
    private final RandomGenerator random;
    private @Nullable HttpClient client;

    /// @param kind as errors name it
    /// @param clientConfig of the definition; what can't be read of it fails each conversion
    /// @param random numbers the requests
    ConversionWebhook(String kind, JsonNode clientConfig, RandomGenerator random) {
        this.kind = kind;
        this.clientConfig = clientConfig;
        this.random = random;
    }

    /// @param objects not changed
    /// @param apiVersion the version to convert to
    /// @return as many objects, in the same order
    /// @throws ApiException InternalError when the service fails
    List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion) {
        String uid = new UUID(random.nextLong(), random.nextLong()).toString();
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("kind", REVIEW).put("apiVersion", REVIEW_VERSION);
        ObjectNode request = review.putObject("request");
        request.put("uid", uid).put("desiredAPIVersion", apiVersion);
        ArrayNode sent = request.putArray("objects");
        objects.forEach(sent::add);

        JsonNode response = post(review).path("response");
        if (!response.path("uid").asText("").equals(uid)) {
            throw failed("it answered another request");
        }
        JsonNode result = response.path("result");
        if (!result.path("status").asText("").equals("Success")) {
            throw failed(result.path("message").asText("it gave no reason"));
        }

        return converted(objects, response.path("convertedObjects"), apiVersion);
    }

    private List<ObjectNode> converted(
            List<ObjectNode> objects, JsonNode answered, String apiVersion) {
        if (answered.size() != objects.size()) {
            throw failed(
                    "webhook returned %d objects, expected %d"
                            .formatted(answered.size(), objects.size()));
        }
        List<ObjectNode> converted = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            converted.add(checked(objects.get(i), answered.get(i), apiVersion));
        }

        return converted;
    }

    /// Of the metadata, labels and annotations are the service's to change.
    private ObjectNode checked(ObjectNode sent, JsonNode answered, String apiVersion) {
        if (!(answered instanceof ObjectNode object)
                || !object.path("apiVersion").asText("").equals(apiVersion)
                || !object.path("kind").equals(sent.path("kind"))) {
            throw failed("webhook returned an object that is not of " + apiVersion);
        }
        JsonNode before = sent.path("metadata");
        JsonNode after = object.path("metadata");
        for (String field : List.of("name", "namespace", "uid")) {
            if (!after.path(field).asText("").equals(before.path(field).asText(""))) {
                throw failed("webhook changed metadata." + field);
            }
        }
        ObjectNode metadata = before.deepCopy();
        for (String field : List.of("labels", "annotations")) {
            if (after.path(field).isObject()) {
                metadata.set(field, after.get(field));
            } else {
                metadata.remove(field);
            }
        }
        object.set("metadata", metadata);

        return object;
    }

    private JsonNode post(ObjectNode review) {
        String address = address();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(LONGEST)
                            .header("content-type", "application/json")
                            .header("accept", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(JsonText.compact(review)))
                            .build();
            HttpResponse<byte[]> answer =
                    client().send(
                                    request,
                                    HttpResponse.BodyHandlers.limiting(
                                            HttpResponse.BodyHandlers.ofByteArray(),
                                            MAX_ANSWER_BYTES));
            if (answer.statusCode() != OK) {
                throw failed("it answered with status " + answer.statusCode());
            }

            return JsonText.parseStored(answer.body());
        } catch (IOException | IllegalArgumentException unreachable) {
            throw failed("Post \"" + address + "\": " + unreachable.getMessage());
        } catch (GeneralSecurityException unreadable) {
            throw failed("its caBundle can't be read: " + unreadable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiErrors.timeout("the conversion was interrupted");
        }
    }

    private ApiException failed(String why) {
        return ApiErrors.internal("conversion webhook for " + kind + " failed: " + why);
    }

    private String address() {
        JsonNode service = clientConfig.path("service");
        if (!service.isObject()) {
            return clientConfig.path("url").asText("");
        }

        return "https://%s.%s.svc:%d/%s"
                .formatted(
                        service.path("name").asText(""),
                        service.path("namespace").asText(""),
                        service.path("port").asInt(SERVICE_PORT),
                        service.path("path").asText("").replaceFirst("^/", ""));
    }

    private synchronized HttpClient client() throws GeneralSecurityException, IOException {
        HttpClient known = client;
        if (known == null) {
            HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(LONGEST);
            String authority = clientConfig.path("caBundle").asText("");
            if (!authority.isEmpty()) {
                builder.sslContext(trusting(Base64.getMimeDecoder().decode(authority)));
            }
            known = builder.build();
            client = known;
        }

        return known;
    }

    private static SSLContext trusting(byte[] authorities)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        var source = new ByteArrayInputStream(authorities);
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(source)) {
            trusted.setCertificateEntry("authority-" + trusted.size(), each);
        }
        if (trusted.size() == 0) {
            throw new CertificateException("there is no certificate in it");
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);

        return context;
    }
}
