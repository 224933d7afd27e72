package io.leme.gateway.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.FieldSelector;
import io.leme.gateway.meta.LabelSelector;
import java.util.Optional;
import java.util.function.BiFunction;

/// Which objects of a type a list or a watch is about.
///
/// @param namespace empty for all namespaces and for cluster-scoped types
/// @param name set when only one object can match
/// @param labels must match
/// @param fields must match
public record Selection(
        String namespace, Optional<String> name, LabelSelector labels, FieldSelector fields) {
    public static final Selection EVERYTHING =
            new Selection("", Optional.empty(), LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);

    public static Selection namespace(String namespace) {
        return new Selection(
                namespace, Optional.empty(), LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    }

    /// Whether all objects of the namespace (or of the type) match.
    public boolean isWholeScope() {
        return name.isEmpty() && labels.isEverything() && fields.isEverything();
    }

    /// @param fieldText the type's reader of selectable fields
    public boolean matches(ApiObject object, BiFunction<ObjectNode, String, String> fieldText) {
        if (!namespace.isEmpty() && !namespace.equals(object.name().namespace())) {
            return false;
        }
        if (name.isPresent() && !name.get().equals(object.name().name())) {
            return false;
        }

        return labels.matches(object::label)
                && fields.matches(field -> object.field(field, fieldText));
    }
}
