package io.leme.gateway.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Builds a tree from the tokens of JSON or YAML, and notes the keys that an object has twice. The
/// last one wins, as in Go.
///
/// What is nested deeper than [#MAX_DEPTH] is refused: whoever walks a tree later may rely on it.
final class TreeReader {
    /// Fewer than the libraries can write again, with room for what objects are put into.
    static final int MAX_DEPTH = 900;

    private final JsonParser parser;
    private final List<String> duplicates = new ArrayList<>();
    private int depth;

    private TreeReader(JsonParser parser) {
        this.parser = parser;
    }

    /// A tree and the paths of its duplicate fields.
    record Read(JsonNode tree, List<String> duplicates) {}

    /// Reads the only value of a text.
    static Read read(JsonParser parser) throws IOException {
        TreeReader reader = new TreeReader(parser);
        if (parser.nextToken() == null) {
            throw new IOException("unexpected end of JSON input");
        }
        JsonNode tree = reader.value("");
        parser.nextToken();
        if (parser.currentToken() != null) {
            throw new IOException("invalid data after top-level value");
        }

        return new Read(tree, List.copyOf(reader.duplicates));
    }

    private JsonNode value(String path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("unexpected end of JSON input");
        }

        return switch (token) {
            case START_OBJECT, START_ARRAY -> nested(token, path);
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.instance;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IOException("unexpected " + token);
        };
    }

    /// An alias reads as a text, the name of its anchor, which is not what its writer means.
    private TextNode text() throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw new IOException("yaml: aliases are not supported");
        }

        return TextNode.valueOf(parser.getText());
    }

    private JsonNode nested(JsonToken token, String path) throws IOException {
        depth++;
        if (depth > MAX_DEPTH) {
            throw new IOException("exceeded max depth");
        }
        JsonNode value = token == JsonToken.START_OBJECT ? object(path) : array(path);
        depth--;

        return value;
    }

    private DoubleNode fraction() throws IOException {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new IOException("cannot unmarshal number " + parser.getText());
        }

        return DoubleNode.valueOf(value);
    }

    private JsonNode whole() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> IntNode.valueOf(parser.getIntValue());
            case LONG -> LongNode.valueOf(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                    BigIntegerNode.valueOf(parser.getBigIntegerValue());
        };
    }

    private ObjectNode object(String path) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String inner = path.isEmpty() ? name : path + "." + name;
            parser.nextToken();
            if (object.replace(name, value(inner)) != null) {
                duplicates.add(inner);
            }
        }

        return object;
    }

    private ArrayNode array(String path) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(path + "[" + array.size() + "]"));
        }

        return array;
    }
}
