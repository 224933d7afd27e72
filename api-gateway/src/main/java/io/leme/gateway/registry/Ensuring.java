package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;

/// Makes objects that have to be there, and leaves those alone that are. Safe to do again, and from
/// several gateways at once.
///
/// @param catalog what is served
record Ensuring(ResourceCatalog catalog) {
    Resource resource(GroupVersionResource resource) {
        return catalog.find(resource).orElseThrow();
    }

    boolean exists(GroupVersionResource resource, NamespacedName name) {
        try {
            var _ = resource(resource).get(name, "");

            return true;
        } catch (ApiException failure) {
            requireReason(failure, StatusReason.NOT_FOUND);

            return false;
        }
    }

    /// @param object with its kind and name, taken over
    void ensure(GroupVersionResource resource, String namespace, ObjectNode object) {
        NamespacedName name = new NamespacedName(namespace, ObjectMeta.of(object).name());
        if (exists(resource, name)) {
            return;
        }
        try {
            resource(resource)
                    .create(RequestContext.GATEWAY, namespace, object, WriteOptions.DEFAULT);
        } catch (ApiException failure) {
            // Another gateway may have been faster, and what it took for the object is not free.
            if (!failure.is(StatusReason.ALREADY_EXISTS) && !exists(resource, name)) {
                throw failure;
            }
        }
    }

    private static void requireReason(ApiException failure, StatusReason reason) {
        if (!failure.is(reason)) {
            throw failure;
        }
    }
}
