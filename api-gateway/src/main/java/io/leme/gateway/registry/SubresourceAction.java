package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.WriteOptions;

/// What a POST to a part of an object does, such as `pods/eviction`.
@FunctionalInterface
public interface SubresourceAction {
    /// @param name of the object
    /// @param body decoded, of the subresource's kind
    /// @return what is answered
    /// @throws io.leme.gateway.meta.ApiException when it can't be done
    ObjectNode perform(
            RequestContext context, NamespacedName name, ObjectNode body, WriteOptions options);
}
