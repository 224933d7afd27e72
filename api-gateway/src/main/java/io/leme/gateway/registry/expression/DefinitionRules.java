package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.expression.ExpressionCompiler.UnusableExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Judges the rules and the patterns of a definition before there is any object: whether they are
/// written as they should be, fit the schema that they stand in, and can't cost too much.
public final class DefinitionRules {
    /// Of one version; more would take a gateway long to compile.
    public static final int MAX_RULES = 1000;

    private static final int MAX_MESSAGE_CHARACTERS = 2048;
    private static final int MAX_SELECTABLE = 8;

    private final List<FieldError> errors = new ArrayList<>();
    private final DefinitionCost cost = new DefinitionCost();
    private int count;

    private DefinitionRules() {}

    /// @param path of the schema in the definition
    /// @param openApi schema of the whole object
    public static List<FieldError> problems(String path, JsonNode openApi) {
        DefinitionRules rules = new DefinitionRules();
        rules.schema(path, RuleSchema.ofObject(openApi), Surroundings.NONE);
        rules.errors.addAll(rules.cost.problems(path));
        if (rules.count > MAX_RULES) {
            rules.errors.add(
                    new FieldError(
                            FieldError.Type.TOO_MANY,
                            path,
                            ": " + rules.count + ": must have at most " + MAX_RULES + " items"));
        }

        return rules.errors;
    }

    /// What is wrong with the fields that selectors may name.
    ///
    /// @param path of the list of fields in the definition
    /// @param fields `selectableFields` of the version
    /// @param openApi schema of the whole object
    public static List<FieldError> selectable(String path, JsonNode fields, JsonNode openApi) {
        List<FieldError> errors = new ArrayList<>();
        if (fields.size() > MAX_SELECTABLE) {
            errors.add(
                    new FieldError(
                            FieldError.Type.TOO_MANY,
                            path,
                            ": "
                                    + fields.size()
                                    + ": must have at most "
                                    + MAX_SELECTABLE
                                    + " items"));
        }
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i).path("jsonPath").asText("");
            RuleSchema found = RuleSchema.ofObject(openApi);
            for (String name : RulePath.parse(field).orElse(List.of(""))) {
                found = found.under(name);
            }
            boolean isMetadata = field.startsWith(".metadata");
            boolean isPlain =
                    switch (found.shape()) {
                        case TEXT, BYTES, TIMESTAMP, DURATION, INTEGER, BOOLEAN -> true;
                        case STRUCTURE, MAP, LIST, NUMBER, EITHER, HIDDEN -> false;
                    };
            if (isMetadata || !isPlain) {
                errors.add(
                        FieldError.invalid(
                                path + "[" + i + "].jsonPath",
                                field,
                                isMetadata
                                        ? "must not point to fields in metadata"
                                        : "must point to a field of type string, boolean or"
                                                + " integer"));
            }
        }

        return errors;
    }

    /// What stands around a schema.
    ///
    /// @param uncorrelated the list whose elements can't be told apart
    /// @param bound how many values of the schema an object can have; empty when nothing bounds it
    private record Surroundings(Optional<String> uncorrelated, OptionalLong bound) {
        static final Surroundings NONE = new Surroundings(Optional.empty(), OptionalLong.of(1));

        /// Inside of a list or a map.
        Surroundings within(String path, RuleSchema schema) {
            boolean isMap = schema.shape() == RuleSchema.Shape.MAP;
            JsonNode most = schema.node().path(isMap ? "maxProperties" : "maxItems");

            return new Surroundings(
                    isMap || !schema.mapKeys().isEmpty()
                            ? uncorrelated
                            : uncorrelated.or(() -> Optional.of(path)),
                    bound.isPresent() && most.isNumber()
                            ? OptionalLong.of(
                                    Size.product(bound.getAsLong(), Math.max(0, most.asLong())))
                            : OptionalLong.empty());
        }

        /// How often a rule on this schema is asked of one object.
        long times(RuleSchema schema) {
            return bound.orElseGet(() -> SchemaSizes.mostOften(schema));
        }
    }

    private void schema(String path, RuleSchema schema, Surroundings around) {
        pattern(path + ".pattern", schema.node().path("pattern").asText(""));
        List<JsonNode> entries = schema.rules();
        for (int i = 0; i < entries.size(); i++) {
            count++;
            if (count <= MAX_RULES) {
                String place = path + ".x-kubernetes-validations[" + i + "]";
                rule(place, schema, entries.get(i), around);
            }
        }
        for (Map.Entry<String, RuleSchema> each : schema.properties().entrySet()) {
            schema(path + ".properties[" + each.getKey() + "]", each.getValue(), around);
        }
        boolean isMap = schema.shape() == RuleSchema.Shape.MAP;
        Surroundings inside = around.within(path, schema);
        for (RuleSchema each : schema.items()) {
            schema(path + (isMap ? ".additionalProperties" : ".items"), each, inside);
        }
    }

    private void pattern(String path, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            errors.add(
                    FieldError.invalid(
                            path,
                            pattern,
                            "must be a valid regular expression, but isn't: "
                                    + wrong.getMessage()));
        }
    }

    private void rule(String path, RuleSchema schema, JsonNode entry, Surroundings around) {
        ValidationRule rule = ValidationRule.of(entry);
        if (rule.rule().isEmpty()) {
            errors.add(FieldError.required(path + ".rule", "rule is not specified"));

            return;
        }
        message(path, rule);
        if (!rule.reason().isEmpty() && !ValidationRule.REASONS.contains(rule.reason())) {
            errors.add(
                    FieldError.notSupported(
                            path + ".reason", rule.reason(), ValidationRule.REASONS));
        }
        fieldPath(path + ".fieldPath", schema, rule.fieldPath());
        try {
            CompiledRule compiled = CompiledRule.compile(schema, rule);
            transition(path, compiled, entry, around.uncorrelated());
            cost(path, compiled, around.times(schema));
        } catch (UnusableExpressionException wrong) {
            errors.add(
                    FieldError.invalid(
                            path + ".rule", rule.rule(), String.valueOf(wrong.getMessage())));
        }
    }

    private void cost(String path, CompiledRule rule, long times) {
        cost.add("rule", path + ".rule", Size.product(rule.condition().cost(), times))
                .ifPresent(errors::add);
        rule.message()
                .flatMap(each ->
                        cost.add("messageExpression", path + ".messageExpression", each.cost()))
                .ifPresent(errors::add);
    }

    private void message(String path, ValidationRule rule) {
        if (rule.message().indexOf('\n') >= 0) {
            errors.add(
                    FieldError.invalid(
                            path + ".message",
                            rule.message(),
                            "message must not contain line breaks"));
        }
        if (rule.message().length() > MAX_MESSAGE_CHARACTERS) {
            errors.add(FieldError.tooLong(path + ".message", MAX_MESSAGE_CHARACTERS));
        }
        if (rule.message().isEmpty() && rule.rule().indexOf('\n') >= 0) {
            errors.add(
                    FieldError.required(
                            path + ".message",
                            "message must be specified if rule contains line breaks"));
        }
    }

    private void fieldPath(String path, RuleSchema schema, String fieldPath) {
        if (fieldPath.isEmpty()) {
            return;
        }
        RuleSchema found = schema;
        for (String name : RulePath.parse(fieldPath).orElse(List.of(""))) {
            found = found.under(name);
        }
        if (found.node().isMissingNode()) {
            errors.add(
                    FieldError.invalid(
                            path, fieldPath, "fieldPath must be a valid path: no such field"));
        }
    }

    private void transition(
            String path, CompiledRule rule, JsonNode entry, Optional<String> uncorrelated) {
        if (rule.isTransition() && uncorrelated.isPresent()) {
            errors.add(
                    FieldError.invalid(
                            path + ".rule",
                            rule.source().rule(),
                            "oldSelf cannot be used on the uncorrelatable portion of the schema"
                                    + " within "
                                    + uncorrelated.get()));
        }
        if (!rule.isTransition() && entry.has(ValidationRule.OPTIONAL_OLD_SELF)) {
            errors.add(
                    FieldError.invalid(
                            path + "." + ValidationRule.OPTIONAL_OLD_SELF,
                            rule.source().optionalOldSelf(),
                            "may not be set if oldSelf is not used in rule"));
        }
    }
}
