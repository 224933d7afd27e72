package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is special about a kind of the table and can't be said there. Trees are changed in place by
/// the first three, and only read by the others.
interface KindRules {
    /// For kinds about which the tables say all.
    KindRules NONE = new KindRules() {};

    /// Runs after the table's defaults.
    default void defaults(ObjectNode object) {}

    default void prepareForCreate(ObjectNode object) {}

    /// @param subresource empty for the main resource
    default void prepareForUpdate(ObjectNode object, ObjectNode current, String subresource) {}

    default void validate(ObjectNode object, List<FieldError> errors) {}

    /// Rules for objects that are made, beside those of [#validate].
    default void validateNew(ObjectNode object, List<FieldError> errors) {}

    /// Rules for a state that takes the place of another.
    default void validateNext(ObjectNode object, ObjectNode current, List<FieldError> errors) {
        validate(object, errors);
        validateUpdate(object, current, errors);
    }

    default void validateUpdate(ObjectNode object, ObjectNode current, List<FieldError> errors) {}

    /// See [io.leme.gateway.registry.ResourceStrategy#reserve].
    default void reserve(ObjectNode object, @Nullable ObjectNode current, boolean rehearsal) {}

    /// See [io.leme.gateway.registry.ResourceStrategy#release].
    default void release(ObjectNode before, @Nullable ObjectNode remaining) {}
}
