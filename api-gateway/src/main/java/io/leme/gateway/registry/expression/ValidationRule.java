package io.leme.gateway.registry.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.FieldError;
import java.util.List;

/// A rule as its author wrote it: an entry of `x-kubernetes-validations`.
///
/// @param rule an expression that has to be true
/// @param message for who breaks it; empty for the rule itself
/// @param messageExpression an expression that makes the message; empty for none
/// @param reason the kind of error; empty for `FieldValueInvalid`
/// @param fieldPath which field inside of the value is told to be wrong; empty for the value itself
/// @param optionalOldSelf whether new values are checked too, with an `oldSelf` that is absent
record ValidationRule(
        String rule,
        String message,
        String messageExpression,
        String reason,
        String fieldPath,
        boolean optionalOldSelf) {
    static final String OPTIONAL_OLD_SELF = "optionalOldSelf";
    static final List<String> REASONS =
            List.of(
                    "FieldValueDuplicate",
                    "FieldValueForbidden",
                    "FieldValueInvalid",
                    "FieldValueRequired");

    static ValidationRule of(JsonNode entry) {
        return new ValidationRule(
                entry.path("rule").asText("").strip(),
                entry.path("message").asText("").strip(),
                entry.path("messageExpression").asText("").strip(),
                entry.path("reason").asText(""),
                entry.path("fieldPath").asText("").strip(),
                entry.path(OPTIONAL_OLD_SELF).asBoolean(false));
    }

    /// What is told where an expression makes no message.
    String plainMessage() {
        return message.isEmpty() ? "failed rule: " + rule : message;
    }

    /// The rule in errors of its evaluation.
    String shown() {
        return message.isEmpty() ? rule : message;
    }

    /// The error that tells that the rule is broken.
    ///
    /// @param type word for the type of the value
    FieldError broken(String field, String type, String detail) {
        return switch (reason) {
            case "FieldValueForbidden" -> FieldError.forbidden(field, detail);
            case "FieldValueRequired" -> FieldError.required(field, detail);
            case "FieldValueDuplicate" -> FieldError.duplicate(field, type);
            default -> FieldError.invalid(field, type, detail);
        };
    }
}
