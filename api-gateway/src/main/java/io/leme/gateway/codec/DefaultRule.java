package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// One line of the table of defaults.
///
/// @param path names down to the field
/// @param source what it gets
/// @param condition when
/// @param replaces what of the field counts as open
record DefaultRule(List<String> path, Source source, Condition condition, Replaces replaces) {
    DefaultRule {
        path = List.copyOf(path);
    }

    /// What of a field may give way to its default. An empty text always does: no writer means it.
    enum Replaces {
        /// Only what is not there.
        NOTHING,
        /// A zero as well: what typed clients send where they mean nothing.
        ZERO,
        /// Whatever is there: the field is another name of one thing.
        ANYTHING
    }

    /// Where the value comes from.
    sealed interface Source {
        record Constant(JsonNode value) implements Source {}

        record SameAs(List<String> path) implements Source {}
    }

    /// When a line holds.
    sealed interface Condition {
        record Always() implements Condition {}

        record Present(List<String> path, boolean wanted) implements Condition {}

        record OneOf(String field, List<String> values) implements Condition {}

        record NoneBeside(List<String> fields) implements Condition {}
    }

    /// @throws IllegalArgumentException for a line that can't be understood
    static DefaultRule parse(String line) {
        String[] words = line.strip().split(" ");
        Source source =
                words[1].startsWith("=")
                        ? new Source.SameAs(path(words[1].substring(1)))
                        : new Source.Constant(json(words[1]));
        Condition condition =
                words.length < 4 ? new Condition.Always() : condition(words[2], words[3]);

        return new DefaultRule(path(words[0]), source, condition, replaces(words));
    }

    /// Fills the field of an object if it is open and the condition holds. What the path leads
    /// through has to be there.
    void apply(ObjectNode object) {
        JsonNode owner = at(object, path.subList(0, path.size() - 1));
        if (!(owner instanceof ObjectNode target) || !holds(object)) {
            return;
        }
        if (!isOpen(target.path(path.getLast()))) {
            return;
        }
        JsonNode value =
                switch (source) {
                    case Source.Constant(JsonNode constant) -> constant;
                    case Source.SameAs(List<String> from) -> at(object, from);
                };
        if (!value.isMissingNode()) {
            target.set(path.getLast(), value.deepCopy());
        }
    }

    private boolean isOpen(JsonNode present) {
        boolean empty =
                present.isMissingNode() || (present.isTextual() && present.asText().isEmpty());

        return empty
                || switch (replaces) {
                    case NOTHING -> false;
                    case ZERO -> present.isNumber() && present.asInt() == 0;
                    case ANYTHING -> true;
                };
    }

    private boolean holds(ObjectNode object) {
        return switch (condition) {
            case Condition.Always _ -> true;
            case Condition.Present(List<String> other, boolean wanted) ->
                    at(object, other).isMissingNode() != wanted;
            case Condition.OneOf(String field, List<String> values) ->
                    values.contains(object.path(field).asText(""));
            case Condition.NoneBeside(List<String> fields) -> {
                boolean alone = true;
                for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                    alone &= fields.contains(names.next());
                }
                yield alone;
            }
        };
    }

    private static JsonNode at(JsonNode object, List<String> path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }

        return node;
    }

    private static Condition condition(String word, String operand) {
        int equals = operand.indexOf('=');

        return switch (word) {
            case "if" ->
                    equals < 0
                            ? new Condition.Present(path(operand), true)
                            : new Condition.OneOf(
                                    operand.substring(0, equals),
                                    list(operand.substring(equals + 1)));
            case "unless" -> new Condition.Present(path(operand), false);
            case "unless-other-than" -> new Condition.NoneBeside(list(operand));
            default -> throw new IllegalArgumentException("no such condition: " + word);
        };
    }

    private static Replaces replaces(String[] words) {
        if (words.length != 3) {
            return Replaces.NOTHING;
        }

        return switch (words[2]) {
            case "always" -> Replaces.ANYTHING;
            case "zero" -> Replaces.ZERO;
            default -> throw new IllegalArgumentException("no such word: " + words[2]);
        };
    }

    private static List<String> list(String words) {
        return Arrays.asList(words.split("\\|"));
    }

    private static List<String> path(String dotted) {
        return Arrays.asList(dotted.split("\\."));
    }

    private static JsonNode json(String text) {
        try {
            return JsonText.parseAny(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new IllegalArgumentException("not JSON: " + text, broken);
        }
    }
}
