package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import java.util.List;
import java.util.Optional;

/// What plugins may look at beside the object in question. Trees are shared, and not to be changed.
public interface ObjectLookup {
    /// One object: from memory if it is there, else from the store.
    Optional<ObjectNode> find(GroupVersionResource resource, NamespacedName name);

    /// All objects of a namespace, or of a cluster-scoped resource, from memory.
    List<ObjectNode> all(GroupVersionResource resource, String namespace);
}
