package io.leme.gateway.codec.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What descriptors do not say about the JSON form, read from the table `json-facts.txt` beside
/// this class, whose head says how it is written.
final class JsonFacts {
    private static final String TABLE = "json-facts.txt";

    /// Facts of one field, by the words of the table.
    record Field(List<String> words) {
        private static final Field PLAIN = new Field(List.of());

        boolean has(String word) {
            return words.contains(word);
        }

        Optional<String> valueOf(String word) {
            return words.stream()
                    .filter(each -> each.startsWith(word + "="))
                    .map(each -> each.substring(word.length() + 1))
                    .findFirst();
        }
    }

    private final Map<String, Field> fields = new HashMap<>();

    private JsonFacts() {}

    static JsonFacts load() {
        try (InputStream in = JsonFacts.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("not built: " + TABLE);
            }

            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonFacts parse(String table) {
        JsonFacts facts = new JsonFacts();
        String message = "";
        for (String line : table.lines().filter(each -> !each.startsWith("#")).toList()) {
            if (!line.startsWith(" ")) {
                message = line.strip();
                continue;
            }
            List<String> words = Arrays.asList(line.strip().split(" ", -1));
            facts.fields.put(
                    message + "." + words.getFirst(),
                    new Field(List.copyOf(words.subList(1, words.size()))));
        }

        return facts;
    }

    /// @param fullName of the protobuf field, with its message
    Field of(String fullName) {
        return fields.getOrDefault(fullName, Field.PLAIN);
    }
}
