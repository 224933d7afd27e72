package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionRequest;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.fields.FieldOwners;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final String STATUS = "status";

    /// The writer's name when it says none: the gateway's own doings.
    private static final String OWN_NAME = "leme";

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
        if (current == null) {
            errors.addAll(strategy.validate(object));
        } else {
            errors.addAll(ObjectMetaRules.validateUpdate(meta, ObjectMeta.of(current)));
            errors.addAll(strategy.validateNext(object, current));
        }
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(definition.kind().groupKind(), meta.name(), errors);
        }
    }

    /// Has an object judged for the last time, and takes for it what only one object can have.
    void admit(AdmissionRequest request, ObjectNode object, @Nullable ObjectNode current) {
        parts.admission().validate(request);
        try {
            strategy.reserve(object, current, request.dryRun());
        } catch (ApiException failure) {
            parts.admission().abandoned(request);
            throw failure;
        }
    }

    /// Keeps the entries of who owns what; empty for kinds without a schema.
    Optional<FieldOwners> owners() {
        GroupVersionKind stored = strategy.definition().kind();

        return parts.schemas()
                .find(stored)
                .map(schema -> new FieldOwners(schema, stored.apiVersion()));
    }

    /// Who writes, and what this way of writing leaves alone.
    FieldOwners.Writer writer(WriteOptions options, String subresource, ObjectNode object) {
        boolean hasStatus =
                definition.subresources().stream().anyMatch(each -> each.name().equals(STATUS));
        boolean ofStatus = subresource.equals(STATUS) || subresource.equals("approval");
        List<String> ignored = new ArrayList<>();
        if (hasStatus && ofStatus) {
            object.fieldNames().forEachRemaining(ignored::add);
            ignored.removeAll(List.of("metadata", STATUS));
        } else if (hasStatus) {
            ignored.add(STATUS);
        }
        String manager = options.fieldManager().isEmpty() ? OWN_NAME : options.fieldManager();
        String now = KubernetesTime.seconds(parts.clock().instant());

        return new FieldOwners.Writer(manager, subresource, now, ignored);
    }

    ApiObject served(ApiObject stored) {
        return conversion.toServed(stored);
    }
}
