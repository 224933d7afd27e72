package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind's strategy, store and version, and what the verbs share.
///
/// @param definition of the served version
/// @param strategy rules of the kind, in its stored version
/// @param conversion between the two
/// @param store objects in the stored version
/// @param parts what all engines share
record Engine(
        ResourceDefinition definition,
        ResourceStrategy strategy,
        VersionConversion conversion,
        ObjectStore store,
        EngineParts parts) {
    GroupResource resource() {
        return definition.resource().groupResource();
    }

    ApiException notFound(NamespacedName name) {
        return ApiErrors.notFound(resource(), name.name());
    }

    /// @throws ApiException Invalid when any rule is broken
    void requireValid(ObjectNode object, @Nullable ObjectNode current) {
        ObjectMeta meta = ObjectMeta.of(object);
        List<FieldError> errors = new ArrayList<>(ObjectMetaRules.validate(meta, strategy));
        errors.addAll(strategy.validate(object));
        if (current != null) {
            errors.addAll(ObjectMetaRules.validateUpdate(meta, ObjectMeta.of(current)));
            errors.addAll(strategy.validateUpdate(object, current));
        }
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(definition.kind().groupKind(), meta.name(), errors);
        }
    }

    ApiObject served(ApiObject stored) {
        return conversion.toServed(stored);
    }
}
