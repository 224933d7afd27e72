package io.leme.gateway.registry.custom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionWebhookTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'url':'https://127.0.0.1:1/','caBundle':'bm8='} | its caBundle can't be read",
                "{'url':'https://127.0.0.1:1/','caBundle':'='} | Post \"https://127.0.0.1:1/\"",
                "{'url':'https://127.0.0.1:1/'} | Post \"https://127.0.0.1:1/\"",
                "{'url':'https://a b'} | Post \"https://a b\"",
                "{} | Post \"\""
            })
    void whatCannotBeAskedFailsTheConversion(String clientConfig, String why) throws Exception {
        var webhook =
                new ConversionWebhook(
                        "a.example/v1, Kind=A",
                        JSON.readTree(clientConfig.replace('\'', '"')),
                        new Random(7));
        ObjectNode object = JSON.createObjectNode();

        assertThatThrownBy(() -> webhook.convert(List.of(object), "a.example/v2"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("conversion webhook for a.example/v1, Kind=A failed: " + why);
    }
}
