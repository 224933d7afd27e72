package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Kinds of which some fields never change.
///
/// @param fields at the top
/// @param why without the field; `%s` stands for it
record FrozenFields(List<String> fields, String why) implements KindRules {
    FrozenFields {
        fields = List.copyOf(fields);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, List<FieldError> errors) {
        for (String name : fields) {
            Place field = Place.root(object, errors).at(name);
            if (!field.value().equals(current.path(name))) {
                field.forbidden(why.formatted(name));
            }
        }
    }
}
