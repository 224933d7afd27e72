package io.leme.gateway.meta;

import java.util.List;
import java.util.stream.Collectors;

/// One broken rule about one field, in the words of Kubernetes' field errors.
///
/// @param type what kind of rule
/// @param field path such as `metadata.name` or `data[Key]`
/// @param detail the whole text behind the path
public record FieldError(Type type, String field, String detail) {
    /// The rule's kind, with the word that messages show and the reason that causes carry.
    public enum Type {
        REQUIRED("Required value", "FieldValueRequired"),
        INVALID("Invalid value", "FieldValueInvalid"),
        DUPLICATE("Duplicate value", "FieldValueDuplicate"),
        NOT_SUPPORTED("Unsupported value", "FieldValueNotSupported"),
        FORBIDDEN("Forbidden", "FieldValueForbidden"),
        TOO_LONG("Too long", "FieldValueTooLong"),
        TOO_MANY("Too many", "FieldValueTooMany"),
        TYPE_INVALID("Invalid value", "FieldValueTypeInvalid"),
        NOT_FOUND("Not found", "FieldValueNotFound");

        private final String text;
        private final String reason;

        Type(String text, String reason) {
            this.text = text;
            this.reason = reason;
        }
    }

    /// A value that messages show as it is, without quotes.
    public record Verbatim(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    public static FieldError required(String field, String why) {
        return new FieldError(Type.REQUIRED, field, suffix(why));
    }

    /// `value` is shown quoted when it is text, as it is otherwise.
    public static FieldError invalid(String field, Object value, String why) {
        return new FieldError(Type.INVALID, field, ": " + shown(value) + suffix(why));
    }

    public static FieldError typeInvalid(String field, Object value, String why) {
        return new FieldError(Type.TYPE_INVALID, field, ": " + shown(value) + suffix(why));
    }

    public static FieldError duplicate(String field, Object value) {
        return new FieldError(Type.DUPLICATE, field, ": " + shown(value));
    }

    public static FieldError forbidden(String field, String why) {
        return new FieldError(Type.FORBIDDEN, field, suffix(why));
    }

    public static FieldError notSupported(String field, Object value, List<String> supported) {
        String list = supported.stream().map(FieldError::shown).collect(Collectors.joining(", "));

        return new FieldError(
                Type.NOT_SUPPORTED, field, ": " + shown(value) + ": supported values: " + list);
    }

    public static FieldError tooLong(String field, int maxBytes) {
        return new FieldError(
                Type.TOO_LONG, field, ": may not be more than " + maxBytes + " bytes");
    }

    /// The text of the cause: the message without the field.
    public StatusCause toCause() {
        return new StatusCause(type.reason, type.text + detail, field);
    }

    @Override
    public String toString() {
        return field + ": " + type.text + detail;
    }

    private static String suffix(String why) {
        return why.isEmpty() ? "" : ": " + why;
    }

    private static String shown(Object value) {
        return value instanceof CharSequence text
                ? "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : String.valueOf(value);
    }
}
