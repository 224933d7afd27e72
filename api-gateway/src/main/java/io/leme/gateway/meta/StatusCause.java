package io.leme.gateway.meta;

/// One cause inside the details of a Status.
///
/// @param reason for example `FieldValueRequired`
/// @param message what is wrong, for people
/// @param field path of the field, empty when the cause is not about a field
public record StatusCause(String reason, String message, String field) {}
