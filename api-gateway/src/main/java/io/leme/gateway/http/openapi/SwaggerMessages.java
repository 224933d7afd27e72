package io.leme.gateway.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.leme.gateway.codec.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes OpenAPI 2 documents as protobuf, after the table beside this class, whose head says how
/// it is written. What the table does not name is left out.
final class SwaggerMessages {
    private static final String TABLE = "swagger-messages.txt";
    private static final String DOCUMENT = "Document";
    private static final int NAME = 1;
    private static final int VALUE = 2;
    private static final int YAML = 2;

    private final Map<String, List<Field>> messages = new HashMap<>();

    private SwaggerMessages() {}

    /// A line of the table.
    private record Field(String name, int number, String type) {
        boolean isWhole() {
            return name.startsWith(".");
        }

        /// Whether a value as a whole goes into this field.
        boolean takes(JsonNode value) {
            String[] condition = name.substring(1).split("=", 2);

            return condition.length < 2 || value.path(condition[0]).asText("").equals(condition[1]);
        }
    }

    static SwaggerMessages load() {
        try (InputStream table = SwaggerMessages.class.getResourceAsStream(TABLE)) {
            byte[] text = Objects.requireNonNull(table, TABLE).readAllBytes();
            SwaggerMessages messages = new SwaggerMessages();
            messages.read(new String(text, StandardCharsets.UTF_8));

            return messages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void read(String table) {
        List<Field> fields = new ArrayList<>();
        for (String line : table.lines().filter(each -> !each.startsWith("#")).toList()) {
            if (line.startsWith(" ")) {
                String[] words = line.strip().split(" ", 3);
                fields.add(new Field(words[0], Integer.parseInt(words[1]), words[2]));
            } else {
                fields = new ArrayList<>();
                messages.put(line, fields);
            }
        }
    }

    byte[] write(JsonNode document) {
        try {
            return message(DOCUMENT, document).toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ByteString message(String type, JsonNode value) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        List<Field> fields = messages.getOrDefault(type, List.of());
        for (Field field : fields) {
            if (field.isWhole() && field.takes(value)) {
                write(out, field, value);
            }
        }
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            for (Field field : fields) {
                if (field.name().equals(each.getKey())) {
                    write(out, field, each.getValue());
                } else if (isPairOf(field, each.getKey())) {
                    pair(out, field, each.getKey(), each.getValue());
                }
            }
        }
        out.flush();

        return bytes.toByteString();
    }

    private static boolean isPairOf(Field field, String key) {
        return field.name().equals("*") || (field.name().equals("x-") && key.startsWith("x-"));
    }

    private void pair(CodedOutputStream out, Field field, String key, JsonNode value)
            throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream pair = CodedOutputStream.newInstance(bytes);
        pair.writeString(NAME, key);
        write(pair, new Field(key, VALUE, field.type()), value);
        pair.flush();
        out.writeBytes(field.number(), bytes.toByteString());
    }

    private void write(CodedOutputStream out, Field field, JsonNode value) throws IOException {
        if (field.type().endsWith("[]")) {
            String single = field.type().substring(0, field.type().length() - 2);
            Iterable<JsonNode> values = value.isArray() ? value : List.of(value);
            for (JsonNode each : values) {
                write(out, new Field(field.name(), field.number(), single), each);
            }

            return;
        }
        int number = field.number();
        switch (field.type()) {
            case "text" -> out.writeString(number, value.asText(""));
            case "flag" -> out.writeBool(number, value.asBoolean(false));
            case "whole" -> out.writeInt64(number, value.asLong());
            case "real" -> out.writeDouble(number, value.asDouble());
            case "any" -> out.writeBytes(number, yaml(value));
            default -> out.writeBytes(number, message(field.type(), value));
        }
    }

    /// JSON is YAML.
    private static ByteString yaml(JsonNode value) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        JsonNode shown = value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
        out.writeString(YAML, new String(JsonText.compact(shown), StandardCharsets.UTF_8));
        out.flush();

        return bytes.toByteString();
    }
}
