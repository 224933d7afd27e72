package io.leme.gateway.meta;

/// One condition on one field of an object.
///
/// @param field label of the field, such as `metadata.name`
/// @param equal true for `=`, false for `!=`
/// @param value text to compare with
public record FieldRequirement(String field, boolean equal, String value) {
    public boolean matches(String actual) {
        return equal == actual.equals(value);
    }

    @Override
    public String toString() {
        return field + (equal ? "=" : "!=") + value;
    }
}
