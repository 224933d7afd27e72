package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.expression.ExpressionCompiler.Expression;
import io.leme.gateway.registry.expression.ExpressionCompiler.UnusableExpressionException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A rule that can be asked of values.
///
/// @param source as it was written
/// @param schema where it stands
/// @param condition the rule's own program
/// @param message what makes its message, where it has one
record CompiledRule(
        ValidationRule source,
        RuleSchema schema,
        Expression condition,
        Optional<Expression> message) {
    private static final int MAX_MESSAGE_BYTES = 5 * 1024;

    /// @throws UnusableExpressionException if one of its expressions does not fit the schema
    static CompiledRule compile(RuleSchema schema, ValidationRule source)
            throws UnusableExpressionException {
        ExpressionCompiler compiler = new ExpressionCompiler(schema, source.optionalOldSelf());
        Expression condition = compiler.compile(source.rule(), SimpleType.BOOL);
        Optional<Expression> message = Optional.empty();
        if (!source.messageExpression().isEmpty()) {
            try {
                message =
                        Optional.of(
                                compiler.compile(source.messageExpression(), SimpleType.STRING));
            } catch (UnusableExpressionException wrong) {
                throw new UnusableExpressionException("messageExpression " + wrong.getMessage());
            }
        }

        return new CompiledRule(source, schema, condition, message);
    }

    /// Whether the rule speaks of the change rather than of the value.
    boolean isTransition() {
        return condition.usesOldSelf();
    }

    /// Asks the rule.
    ///
    /// @param path of the value
    /// @param old the value before; null when there was none, or none can be told
    /// @return what is wrong, if anything is
    Optional<FieldError> check(String path, JsonNode value, @Nullable JsonNode old, Budget budget) {
        if (isTransition() && old == null && !source.optionalOldSelf()) {
            return Optional.empty();
        }
        budget.beginRule();
        Map<String, Object> variables = variables(value, old);
        try {
            Object result = condition.program().trace(variables, budget);
            if (budget.isSpentForRule()) {
                return Optional.of(spent(path));
            }

            return Boolean.TRUE.equals(result)
                    ? Optional.empty()
                    : Optional.of(
                            source.broken(
                                    fieldPath(path),
                                    schema.typeName(),
                                    messageOf(variables, budget)));
        } catch (CelEvaluationException failed) {
            return Optional.of(budget.isSpentForRule() ? spent(path) : failed(path, failed));
        }
    }

    private Map<String, Object> variables(JsonNode value, @Nullable JsonNode old) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(ExpressionCompiler.SELF, SchemaValue.of(value, schema));
        Object before = old == null ? null : SchemaValue.of(old, schema);
        if (source.optionalOldSelf()) {
            variables.put(ExpressionCompiler.OLD_SELF, Optional.ofNullable(before));
        } else if (before != null) {
            variables.put(ExpressionCompiler.OLD_SELF, before);
        }

        return variables;
    }

    /// The message's own expression may fail, or make no proper line; then the plain one does.
    private String messageOf(Map<String, Object> variables, Budget budget) {
        if (message.isEmpty()) {
            return source.plainMessage();
        }
        try {
            Object text = message.get().program().trace(variables, budget);

            return text instanceof String line && isProper(line) ? line : source.plainMessage();
        } catch (CelEvaluationException failed) {
            return source.plainMessage();
        }
    }

    private static boolean isProper(String line) {
        return !line.isBlank()
                && line.indexOf('\n') < 0
                && line.getBytes(StandardCharsets.UTF_8).length <= MAX_MESSAGE_BYTES;
    }

    private FieldError spent(String path) {
        return FieldError.invalid(
                shown(path),
                schema.typeName(),
                "'"
                        + new Budget.SpentException().getMessage()
                        + "': no further validation rules will be run due to call cost exceeds"
                        + " limit for rule: "
                        + source.shown());
    }

    private FieldError failed(String path, CelEvaluationException failure) {
        String reason = FailureReason.of(failure);
        boolean ofRest =
                reason.equals(FailureReason.DIVISION_BY_ZERO) && condition.onlyTakesRests();
        String why = ofRest ? "modulus by zero" : reason;
        String told =
                why.equals(FailureReason.NO_OVERLOAD)
                        ? "'"
                                + why
                                + "': call arguments did not match a supported operator, function"
                                + " or macro signature for rule: "
                        : why + " evaluating rule: ";

        return FieldError.invalid(shown(path), schema.typeName(), told + source.shown());
    }

    private String fieldPath(String path) {
        List<String> names = RulePath.parse(source.fieldPath()).orElse(List.of());
        String field = path;
        RuleSchema inside = schema;
        for (String name : names) {
            field =
                    inside.shape() == RuleSchema.Shape.MAP
                            ? RulePath.key(field, name)
                            : RulePath.field(field, name);
            inside = inside.under(name);
        }

        return shown(field);
    }

    /// What errors of a whole object name.
    private static String shown(String path) {
        return path.isEmpty() ? "<nil>" : path;
    }
}
