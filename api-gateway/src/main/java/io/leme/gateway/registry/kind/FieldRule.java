package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import java.util.Arrays;
import java.util.List;

/// What a field has to be.
sealed interface FieldRule {
    /// @param path of the field
    /// @param value missing when the field is absent
    /// @return what is wrong; empty when nothing is
    List<FieldError> check(String path, JsonNode value);

    /// It is there and not empty.
    record Required() implements FieldRule {
        @Override
        public List<FieldError> check(String path, JsonNode value) {
            return isEmpty(value) ? List.of(FieldError.required(path, "")) : List.of();
        }
    }

    /// It is one of these texts.
    record OneOf(List<String> values) implements FieldRule {
        @Override
        public List<FieldError> check(String path, JsonNode value) {
            boolean fine = isEmpty(value) || values.contains(value.asText());

            return fine
                    ? List.of()
                    : List.of(FieldError.notSupported(path, value.asText(), values));
        }
    }

    /// It is a number between two others, both included.
    record Range(long least, long most) implements FieldRule {
        @Override
        public List<FieldError> check(String path, JsonNode value) {
            if (!value.isNumber() || (value.asLong() >= least && value.asLong() <= most)) {
                return List.of();
            }
            String why =
                    most == Long.MAX_VALUE
                            ? "must be greater than or equal to " + least
                            : "must be between " + least + " and " + most + ", inclusive";

            return List.of(FieldError.invalid(path, value.asLong(), why));
        }
    }

    /// It is a name of some sort.
    record Name(String rule) implements FieldRule {
        @Override
        public List<FieldError> check(String path, JsonNode value) {
            if (isEmpty(value)) {
                return List.of();
            }

            return problems(value.asText()).stream()
                    .map(problem -> FieldError.invalid(path, value.asText(), problem))
                    .toList();
        }

        private List<String> problems(String name) {
            return switch (rule) {
                case "dnsLabel" -> NameRules.dnsLabel(name);
                case "dns1035Label" -> NameRules.dns1035Label(name);
                case "dnsSubdomain" -> NameRules.dnsSubdomain(name);
                case "qualifiedName" -> NameRules.qualifiedName(name);
                case "portName" ->
                        name.length() <= 15
                                ? NameRules.dnsLabel(name)
                                : List.of("must be no more than 15 characters");
                default -> throw new IllegalArgumentException("no such rule: " + rule);
            };
        }
    }

    private static boolean isEmpty(JsonNode value) {
        boolean container = value.isArray() || value.isMissingNode() || value.isNull();

        return value.isTextual() ? value.asText().isEmpty() : container && value.isEmpty();
    }

    /// @throws IllegalArgumentException for a word that is none of the table's
    static FieldRule parse(String word) {
        if (word.equals("required")) {
            return new Required();
        }
        String operand = word.substring(word.indexOf('=') + 1);
        if (word.startsWith("enum=")) {
            return new OneOf(Arrays.asList(operand.split("\\|")));
        }
        if (word.startsWith("name=")) {
            return new Name(operand);
        }
        if (word.startsWith("range=")) {
            String[] ends = operand.split("\\.\\.");

            return new Range(
                    Long.parseLong(ends[0]),
                    ends.length == 1 ? Long.MAX_VALUE : Long.parseLong(ends[1]));
        }

        throw new IllegalArgumentException("no such rule: " + word);
    }
}
