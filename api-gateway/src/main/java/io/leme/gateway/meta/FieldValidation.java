package io.leme.gateway.meta;

import java.util.List;

/// What becomes of fields that a kind does not have, and of fields that are there twice.
public enum FieldValidation {
    /// Dropped silently.
    IGNORE("Ignore"),
    /// Dropped, and told in a `Warning` header. The default.
    WARN("Warn"),
    /// Refused with 400.
    STRICT("Strict");

    private final String text;

    FieldValidation(String text) {
        this.text = text;
    }

    /// Reads the query parameter; empty text is the default.
    ///
    /// @param optionsKind `CreateOptions`, `UpdateOptions` or `PatchOptions`, for the error text
    /// @throws ApiException Invalid
    public static FieldValidation parse(String text, String optionsKind) {
        if (text.isEmpty()) {
            return WARN;
        }
        for (FieldValidation validation : values()) {
            if (validation.text.equals(text)) {
                return validation;
            }
        }

        throw ApiErrors.invalidOptions(
                optionsKind,
                List.of(
                        FieldError.notSupported(
                                "fieldValidation", text, List.of("", "Ignore", "Strict", "Warn"))));
    }
}
