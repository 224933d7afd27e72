package io.leme.gateway.codec.schema;

/// What a field holds.
public sealed interface FieldType {
    /// The leaves.
    enum Scalar implements FieldType {
        STRING,
        INT32,
        INT64,
        NUMBER,
        BOOLEAN,
        /// Base64 in JSON.
        BYTES,
        /// RFC 3339 with whole seconds.
        TIME,
        /// RFC 3339 with six digits of a second.
        MICRO_TIME,
        DURATION,
        QUANTITY,
        INT_OR_STRING
    }

    /// Any JSON: raw extensions, managed field sets, values of schemas.
    record Anything() implements FieldType {}

    /// A JSON array.
    record ListOf(FieldType element) implements FieldType {}

    /// A JSON object with free keys.
    record MapOf(FieldType value) implements FieldType {}

    /// A JSON object with known fields.
    record Structure(ObjectSchema schema) implements FieldType {}
}
