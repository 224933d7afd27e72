package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.registry.kind.check.LabelSelectors;
import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a field has to be.
sealed interface FieldRule {
    /// Adds what is wrong to the errors of the place; its value is missing when the field is
    /// absent.
    void check(Place field);

    /// It is there and not empty, nor zero.
    ///
    /// @param why empty when there is no more to say
    record Required(String why) implements FieldRule {
        @Override
        public void check(Place field) {
            if (isEmpty(field.value())) {
                field.required(why);
            }
        }
    }

    /// It is a structure that is looked at even where it is absent.
    record Always() implements FieldRule {
        @Override
        public void check(Place field) {
            // Its own fields are checked.
        }
    }

    /// It is one of these texts.
    record OneOf(List<String> values) implements FieldRule {
        @Override
        public void check(Place field) {
            if (!isEmpty(field.value()) && !values.contains(field.text())) {
                field.notSupported(values);
            }
        }
    }

    /// Its elements are some of these texts; the list is told, not the element.
    record SomeOf(List<String> values) implements FieldRule {
        @Override
        public void check(Place field) {
            for (Place element : field.elements()) {
                if (!values.contains(element.text())) {
                    new Place(field.path(), element.value(), field.errors()).notSupported(values);
                }
            }
        }
    }

    /// It is a number between two others, both included.
    ///
    /// @param absentIsZero whether a field that is not there is a 0
    record Range(long least, long most, boolean absentIsZero) implements FieldRule {
        @Override
        public void check(Place field) {
            boolean counts = field.value().isNumber() || (absentIsZero && !field.isThere());
            long value = field.number();
            if (counts && (value < least || value > most)) {
                field.invalid(
                        value,
                        most == Long.MAX_VALUE
                                ? "must be greater than or equal to " + least
                                : "must be between " + least + " and " + most + ", inclusive");
            }
        }
    }

    /// It is a number above zero; one that is not there is a 0.
    record Positive() implements FieldRule {
        @Override
        public void check(Place field) {
            if (field.number() <= 0) {
                field.invalid(field.number(), "must be greater than 0");
            }
        }
    }

    /// It is a name of some sort.
    record Name(Function<String, List<String>> rule) implements FieldRule {
        @Override
        public void check(Place field) {
            field.followIfFilled(rule);
        }
    }

    /// It is what the package of checks says.
    record Checked(Consumer<Place> check) implements FieldRule {
        @Override
        public void check(Place field) {
            if (field.isThere()) {
                check.accept(field);
            }
        }
    }

    Map<String, Function<String, List<String>>> NAMES =
            Map.of(
                    "dnsLabel", NameRules::dnsLabel,
                    "dns1035Label", NameRules::dns1035Label,
                    "dnsSubdomain", NameRules::dnsSubdomain,
                    "qualifiedName", NameRules::qualifiedName,
                    "pathSegment", NameRules::pathSegment,
                    "portName", NameRules::portName);

    Map<String, FieldRule> CHECKS =
            Map.of(
                    "always", new Always(),
                    "positive", new Positive(),
                    "labels", new Checked(LabelSelectors::labels),
                    "selector", new Checked(LabelSelectors::check),
                    "amount", new Checked(NumberOrPercent::check),
                    "port", new Checked(NumberOrPercent::port),
                    "optional-port", new Checked(NumberOrPercent::optionalPort));

    private static boolean isEmpty(JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble() == 0;
        }
        boolean container = value.isArray() || value.isMissingNode() || value.isNull();

        return value.isTextual() ? value.asText().isEmpty() : container && value.isEmpty();
    }

    /// @throws IllegalArgumentException for a word that is none of the table's
    static FieldRule parse(String word) {
        FieldRule check = CHECKS.get(word);
        if (check != null) {
            return check;
        }
        int equals = word.indexOf('=');
        String operand = word.substring(equals + 1);

        return switch (equals < 0 ? word : word.substring(0, equals)) {
            case "required" -> new Required(equals < 0 ? "" : operand.replace("\"", ""));
            case "enum" -> new OneOf(Arrays.asList(operand.split("\\|")));
            case "elements" -> new SomeOf(Arrays.asList(operand.split("\\|")));
            case "range" -> range(operand, false);
            case "number" -> range(operand, true);
            case "name" -> new Name(nameRule(operand));
            default -> throw new IllegalArgumentException("no such rule: " + word);
        };
    }

    private static FieldRule range(String operand, boolean absentIsZero) {
        String[] ends = operand.split("\\.\\.");
        long most = ends.length == 1 ? Long.MAX_VALUE : Long.parseLong(ends[1]);

        return new Range(Long.parseLong(ends[0]), most, absentIsZero);
    }

    private static Function<String, List<String>> nameRule(String name) {
        Function<String, List<String>> rule = NAMES.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("no such rule for names: " + name);
        }

        return rule;
    }
}
