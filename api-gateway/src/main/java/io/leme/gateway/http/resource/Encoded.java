package io.leme.gateway.http.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.http.request.Acceptance;

/// Trees as text.
final class Encoded {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build();

    private Encoded() {}

    static byte[] tree(ObjectNode tree, Acceptance.Encoding encoding, boolean pretty) {
        return switch (encoding) {
            case JSON -> pretty ? JsonText.pretty(tree) : JsonText.compact(tree);
            case YAML -> yaml(tree);
        };
    }

    private static byte[] yaml(ObjectNode tree) {
        try {
            return YAML.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always YAML", e);
        }
    }
}
