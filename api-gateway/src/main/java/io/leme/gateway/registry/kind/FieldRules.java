package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.FieldSchema;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks the structures of an object by their types, from the table `rules.txt` beside this class,
/// whose head says how it is written.
final class FieldRules {
    private static final String TABLE = "rules.txt";

    private final Map<String, Map<String, List<FieldRule>>> rules = new HashMap<>();

    private FieldRules() {}

    static FieldRules load() {
        try (InputStream in = FieldRules.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("not built: " + TABLE);
            }

            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static FieldRules parse(String table) {
        FieldRules all = new FieldRules();
        String message = "";
        for (String line : table.lines().filter(each -> !each.startsWith("#")).toList()) {
            if (!line.startsWith(" ")) {
                message = line.strip();
                continue;
            }
            List<String> words = Arrays.asList(line.strip().split(" "));
            all.rules
                    .computeIfAbsent(message, _ -> new LinkedHashMap<>())
                    .put(
                            words.getFirst(),
                            words.subList(1, words.size()).stream().map(FieldRule::parse).toList());
        }

        return all;
    }

    /// What is wrong with an object. Its status is the matter of those who write it.
    List<FieldError> check(ObjectNode object, ObjectSchema schema) {
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            FieldSchema field = schema.field(entry.getKey());
            if (field != null && !entry.getKey().equals("status")) {
                descend(entry.getKey(), entry.getValue(), field.type(), errors);
            }
        }
        checkFields("", object, schema, errors);

        return errors;
    }

    private void structure(
            String path, ObjectNode object, ObjectSchema schema, List<FieldError> errors) {
        checkFields(path + ".", object, schema, errors);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            FieldSchema field = schema.field(entry.getKey());
            if (field != null) {
                descend(path + "." + entry.getKey(), entry.getValue(), field.type(), errors);
            }
        }
    }

    private void checkFields(
            String prefix, ObjectNode object, ObjectSchema schema, List<FieldError> errors) {
        for (var entry : rules.getOrDefault(schema.name(), Map.of()).entrySet()) {
            for (FieldRule rule : entry.getValue()) {
                errors.addAll(rule.check(prefix + entry.getKey(), object.path(entry.getKey())));
            }
        }
    }

    private void descend(String path, JsonNode value, FieldType type, List<FieldError> errors) {
        switch (type) {
            case FieldType.Structure(ObjectSchema inner) -> {
                if (value instanceof ObjectNode object) {
                    structure(path, object, inner, errors);
                }
            }
            case FieldType.ListOf(FieldType element) -> {
                for (int i = 0; i < value.size(); i++) {
                    descend(path + "[" + i + "]", value.get(i), element, errors);
                }
            }
            case FieldType.MapOf(FieldType element) -> {
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    descend(path + "[" + entry.getKey() + "]", entry.getValue(), element, errors);
                }
            }
            case FieldType.Scalar _, FieldType.Anything _ -> {
                // Leaves are checked with the structure that holds them.
            }
        }
    }
}
