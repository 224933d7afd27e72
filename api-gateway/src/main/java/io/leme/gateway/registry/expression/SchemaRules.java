package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.expression.ExpressionCompiler.UnusableExpressionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// All rules of one version of a custom kind, each at its place.
///
/// Threads: any.
public final class SchemaRules {
    private final Place root;

    private SchemaRules(Place root) {
        this.root = root;
    }

    /// The rules at one place of a schema, and those further in.
    ///
    /// @param unusable errors of rules that don't fit their schema: those of a definition that was
    ///   stored by others
    private record Place(
            RuleSchema schema,
            List<CompiledRule> rules,
            List<String> unusable,
            Map<String, Place> properties,
            Optional<Place> items) {}

    /// @param openApi schema of the whole object; not to be changed any more
    public static SchemaRules compile(JsonNode openApi) {
        return new SchemaRules(place(RuleSchema.ofObject(openApi)));
    }

    private static Place place(RuleSchema schema) {
        List<CompiledRule> rules = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (JsonNode each : schema.rules()) {
            try {
                rules.add(CompiledRule.compile(schema, ValidationRule.of(each)));
            } catch (UnusableExpressionException wrong) {
                unusable.add("rule compile error: " + wrong.getMessage());
            }
        }
        Map<String, Place> properties = new LinkedHashMap<>();
        schema.properties()
                .forEach((name, inner) -> {
                    if (inner.hasRules()) {
                        properties.put(name, place(inner));
                    }
                });
        Optional<Place> items =
                schema.items().stream()
                        .filter(RuleSchema::hasRules)
                        .findFirst()
                        .map(SchemaRules::place);

        return new Place(schema, rules, unusable, properties, items);
    }

    /// What rules an object breaks. What was broken before, and did not change, is let pass, as in
    /// Kubernetes; but for transition rules.
    ///
    /// @param old the object before; null for a new one
    /// @param nanoClock bounds the time that the rules may take
    public List<FieldError> check(
            ObjectNode object, @Nullable ObjectNode old, LongSupplier nanoClock) {
        Run run = new Run(new Budget(nanoClock), new ArrayList<>());
        run.check("", root, object, old);
        if (run.budget.isSpent()) {
            run.errors.add(
                    FieldError.invalid(
                            "<nil>",
                            "",
                            "validation failed due to running out of cost budget, no further"
                                    + " validation rules will be run"));
        }

        return run.errors;
    }

    /// One object on its way through the rules.
    private record Run(Budget budget, List<FieldError> errors) {
        void check(String path, Place place, JsonNode value, @Nullable JsonNode old) {
            if (value.isNull() || budget.isSpent()) {
                return;
            }
            boolean unchanged = old != null && old.equals(value);
            for (String wrong : place.unusable()) {
                errors.add(FieldError.invalid(path, place.schema().typeName(), wrong));
            }
            for (CompiledRule rule : place.rules()) {
                if (!budget.isSpent() && (rule.isTransition() || !unchanged)) {
                    rule.check(path, value, old, budget).ifPresent(errors::add);
                }
            }
            if (value.isArray()) {
                place.items().ifPresent(items -> elements(path, items, place, value, old));
            } else if (value.isObject()) {
                place.items().ifPresent(items -> values(path, items, value, old));
                place.properties()
                        .forEach((name, inner) -> {
                            if (value.has(name)) {
                                check(
                                        RulePath.field(path, name),
                                        inner,
                                        value.get(name),
                                        at(old, name));
                            }
                        });
            }
        }

        private void values(String path, Place inner, JsonNode map, @Nullable JsonNode old) {
            for (Map.Entry<String, JsonNode> each : map.properties()) {
                String name = each.getKey();
                check(RulePath.key(path, name), inner, each.getValue(), at(old, name));
            }
        }

        private void elements(
                String path, Place inner, Place list, JsonNode value, @Nullable JsonNode old) {
            List<String> keys = list.schema().mapKeys();
            Map<List<JsonNode>, JsonNode> before = new LinkedHashMap<>();
            if (old != null && !keys.isEmpty()) {
                old.forEach(each -> before.put(key(each, keys), each));
            }
            for (int i = 0; i < value.size(); i++) {
                JsonNode element = value.get(i);
                check(path + "[" + i + "]", inner, element, before.get(key(element, keys)));
            }
        }

        private static List<JsonNode> key(JsonNode element, List<String> names) {
            return names.stream().map(element::path).toList();
        }

        private static @Nullable JsonNode at(@Nullable JsonNode old, String name) {
            JsonNode value = old == null ? null : old.get(name);

            return value == null || value.isNull() ? null : value;
        }
    }
}
