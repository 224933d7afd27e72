package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.FieldSchema;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Checks the structures of an object by their types, from the table `rules.txt` beside this class,
/// whose head says how it is written.
final class FieldRules {
    private static final String TABLE = "rules.txt";
    private static final String ITSELF = "*";
    private static final FieldRule ALWAYS = new FieldRule.Always();
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    /// May hold blanks in quotes.
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

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
            List<String> words = WORD.matcher(line).results().map(MatchResult::group).toList();
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
        structure(Place.root(object, errors), schema);

        return errors;
    }

    /// Of the rules of a field the first that is broken is told.
    private void structure(Place place, ObjectSchema schema) {
        Map<String, List<FieldRule>> own = rules.getOrDefault(schema.name(), Map.of());
        own.forEach((name, each) -> {
            Place field = name.equals(ITSELF) ? place : place.at(name);
            int before = field.errors().size();
            each.stream()
                    .takeWhile(_ -> field.errors().size() == before)
                    .forEach(rule -> rule.check(field));
            if (each.contains(ALWAYS) && !field.isThere()) {
                Place empty = new Place(field.path(), NOTHING, field.errors());
                descend(empty, Objects.requireNonNull(schema.field(name), name).type());
            }
        });
        for (Map.Entry<String, JsonNode> entry : place.value().properties()) {
            FieldSchema field = schema.field(entry.getKey());
            boolean status = place.path().isEmpty() && entry.getKey().equals("status");
            if (field != null && !status) {
                descend(place.at(entry.getKey()), field.type());
            }
        }
    }

    private void descend(Place place, FieldType type) {
        switch (type) {
            case FieldType.Structure(ObjectSchema inner) -> {
                if (place.value().isObject()) {
                    structure(place, inner);
                }
            }
            case FieldType.ListOf(FieldType element) ->
                    place.elements().forEach(each -> descend(each, element));
            case FieldType.MapOf(FieldType element) -> {
                if (!(element instanceof FieldType.Scalar)) {
                    place.entries().forEach(each -> descend(each, element));
                }
            }
            case FieldType.Scalar _, FieldType.Anything _ -> {
                // Leaves are checked with the structure that holds them.
            }
        }
    }
}
