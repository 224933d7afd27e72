package io.leme.gateway.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/// JSON text of trees, UTF-8.
///
/// Whole numbers of any size and fractions keep their value; numbers are never turned from one into
/// the other.
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter PRETTY = MAPPER.writer(printer());

    private JsonText() {}

    /// Without any blanks.
    public static byte[] compact(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Two blanks per level, as the API prints it for people.
    public static byte[] pretty(JsonNode tree) {
        try {
            return PRETTY.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Reads text that this process (or another writer of the store) wrote.
    ///
    /// @throws IOException when it is not one JSON object
    public static ObjectNode parseStored(byte[] text) throws IOException {
        if (MAPPER.readTree(text) instanceof ObjectNode object) {
            return object;
        }

        throw new IOException("not a JSON object");
    }

    /// Reads any JSON value.
    ///
    /// @throws IOException when it is none
    static JsonNode parseAny(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");

        return new DefaultPrettyPrinter()
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter)
                .withSeparators(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    }
}
