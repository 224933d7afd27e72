package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.FieldSchema;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fills what writers left open, by the type of each structure in an object, from the table
/// `defaults.txt` beside this class, whose head says how it is written.
///
/// Defaults are what controllers rely on: they read these fields without looking whether they are
/// there.
public final class Defaulting {
    private static final String TABLE = "defaults.txt";

    private final Map<String, List<DefaultRule>> rules = new HashMap<>();

    private Defaulting() {}

    /// Reads the table that was built into this program.
    public static Defaulting load() {
        try (InputStream in = Defaulting.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("not built: " + TABLE);
            }

            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Defaulting parse(String table) {
        Defaulting defaulting = new Defaulting();
        String message = "";
        for (String line : table.lines().filter(each -> !each.startsWith("#")).toList()) {
            if (line.startsWith(" ")) {
                defaulting
                        .rules
                        .computeIfAbsent(message, _ -> new ArrayList<>())
                        .add(DefaultRule.parse(line));
            } else {
                message = line.strip();
            }
        }

        return defaulting;
    }

    /// @param object changed in place
    /// @param schema of the object
    public void apply(ObjectNode object, ObjectSchema schema) {
        rules.getOrDefault(schema.name(), List.of()).forEach(rule -> rule.apply(object));
        for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
            FieldSchema field = schema.field(entry.getKey());
            if (field != null) {
                descend(entry.getValue(), field.type());
            }
        }
    }

    private void descend(JsonNode value, FieldType type) {
        switch (type) {
            case FieldType.Structure(ObjectSchema inner) -> {
                if (value instanceof ObjectNode object) {
                    apply(object, inner);
                }
            }
            case FieldType.ListOf(FieldType element) ->
                    value.forEach(each -> descend(each, element));
            case FieldType.MapOf(FieldType element) ->
                    value.forEach(each -> descend(each, element));
            case FieldType.Scalar _, FieldType.Anything _ -> {
                // Leaves have no fields.
            }
        }
    }
}
