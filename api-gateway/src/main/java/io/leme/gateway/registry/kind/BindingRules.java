package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.util.List;

/// Bindings of roles: to which role they bind is settled when they are made.
final class BindingRules implements KindRules {
    @Override
    public void validateUpdate(ObjectNode binding, ObjectNode current, List<FieldError> errors) {
        JsonNode role = binding.path("roleRef");
        if (!role.equals(current.path("roleRef"))) {
            errors.add(FieldError.invalid("roleRef", role, "cannot change roleRef"));
        }
    }
}
