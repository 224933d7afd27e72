package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leme.gateway.codec.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON that travels in annotations, where anybody may have written.
final class HiddenText {
    private HiddenText() {}

    /// Missing when the text is no JSON object.
    static JsonNode parse(String text) {
        try {
            return JsonText.parseStored(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notOurs) {
            return MissingNode.getInstance();
        }
    }
}
