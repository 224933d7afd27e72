package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomResourceRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "; desired format: https://host[/path]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "https://a.example/path |",
                "http://a.example | 'https' is the only allowed URL scheme" + FORM,
                "https:///path | host must be specified" + FORM,
                "https://me@a.example | user information is not permitted in the URL",
                "https://a.example#b | fragments are not permitted in the URL",
                "https://a.example?b | query parameters are not permitted in the URL"
            })
    void theAddressOfAWebhookIsPlain(String url, String problem) throws Exception {
        var definition =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"metadata": {"name": "boats.a.example"},
                                 "spec": {"group": "a.example", "names": {"plural": "boats"},
                                  "conversion": {"strategy": "Webhook", "webhook": {
                                   "conversionReviewVersions": ["v1"],
                                   "clientConfig": {"url": "%s"}}}}}
                                """
                                        .formatted(url));
        List<FieldError> errors = new ArrayList<>();

        new CustomResourceRules(InstantSource.system()).validate(definition, errors);

        String field = "spec.conversion.webhook.clientConfig.url";
        assertThat(errors)
                .isEqualTo(
                        problem == null
                                ? List.of()
                                : List.of(FieldError.invalid(field, url, problem)));
    }
}
