package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.GroupVersionResource;
import org.jspecify.annotations.Nullable;

/// What is about to be written.
///
/// @param operation which verb
/// @param resource type of the object
/// @param kind of the object
/// @param namespace empty for cluster-scoped types
/// @param name empty while a name is still to be generated
/// @param subresource empty for the main resource
/// @param object the new state; null for deletions; mutating plugins may change it
/// @param oldObject the present state; null for creations; never changed
/// @param requester who asks
/// @param dryRun nothing will be written
public record AdmissionRequest(
        Operation operation,
        GroupVersionResource resource,
        GroupVersionKind kind,
        String namespace,
        String name,
        String subresource,
        @Nullable ObjectNode object,
        @Nullable ObjectNode oldObject,
        Requester requester,
        boolean dryRun) {
    /// The verbs that admission sees.
    public enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }
}
