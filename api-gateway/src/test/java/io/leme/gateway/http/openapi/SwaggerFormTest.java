package io.leme.gateway.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwaggerFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'allOf':[{'$ref':'#/components/schemas/a.B'}]} | {'$ref':'#/definitions/a.B'}",
                "{'type':'string','default':'x'} | {'type':'string'}",
                "{'type':'string','nullable':true} | {}",
                "{'format':'int-or-string','oneOf':[{}]}"
                        + "| {'format':'int-or-string','type':'string'}",
                "{'type':'object','properties':{'default':{'type':'integer','not':{}}}}"
                        + "| {'type':'object','properties':{'default':{'type':'integer'}}}",
                "{'type':'object','additionalProperties':true} | {'type':'object'}",
                "{'type':'array','items':{'anyOf':[{}]}} | {'type':'array','items':{}}",
            })
    void schemasLoseWhatTheOlderVersionCannotSay(String of3, String of2) throws IOException {
        assertThat(SwaggerForm.schema(JSON.readTree(of3.replace('\'', '"'))))
                .isEqualTo(JSON.readTree(of2.replace('\'', '"')));
    }

    @Test
    void bodiesBecomeParameters() throws IOException {
        String path =
                """
                {"patch": {"parameters": [{"name": "dryRun", "in": "query",
                                           "schema": {"type": "string"}}],
                           "requestBody": {"content": {"application/merge-patch+json":
                                           {"schema": {"type": "object"}}}},
                           "responses": {"200": {"description": "OK", "content": {
                               "application/json": {"schema": {"type": "string"}}}}}}}
                """;

        assertThat(SwaggerForm.path(JSON.readTree(path)))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"patch": {"parameters": [
                                    {"name": "dryRun", "in": "query", "type": "string"},
                                    {"in": "body", "name": "body", "required": true,
                                     "schema": {"type": "object"}}],
                                  "responses": {"200":
                                     {"description": "OK", "schema": {"type": "string"}}},
                                  "consumes": ["application/merge-patch+json"],
                                  "produces": ["application/json", "application/yaml"]}}
                                """));
    }

    @Test
    void theProtobufFormHasNamesAndValuesInPairs() throws IOException {
        byte[] written =
                SwaggerMessages.load()
                        .write(
                                JSON.readTree(
                                        """
                                        {"definitions":{"A":{"type":"object","x-b":1,
                                          "properties":{"c":{"$ref":"D"}}}}}
                                        """));

        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo(
                        "4a2c" // 9, definitions
                                + "0a2a" // one of them
                                + "0a0141" // A
                                + "1225"
                                + "b201080a066f626a656374" // 22, type, of one word
                                + "fa010a0a03782d621203120131" // 31, x-b as YAML
                                + "ca010a" // 25, properties
                                + "0a080a0163" // c
                                + "12030a0144"); // a reference
    }
}
