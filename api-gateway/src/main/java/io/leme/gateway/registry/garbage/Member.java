package io.leme.gateway.registry.garbage;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.registry.Resource;
import java.util.ArrayList;
import java.util.List;

/// An object of the graph.
///
/// @param resource that serves it
/// @param name in its resource
/// @param uid for good
/// @param owners whom it names
/// @param leaving which of the collector's finalizers hold it while it is being deleted; empty when
///   it is not or they do not
record Member(
        Resource resource,
        NamespacedName name,
        String uid,
        List<Owner> owners,
        List<String> leaving) {
    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    Member {
        owners = List.copyOf(owners);
        leaving = List.copyOf(leaving);
    }

    /// A reference to an owner.
    ///
    /// @param blocks whether the owner waits for this dependent when it is deleted in the
    ///   foreground
    record Owner(String uid, String apiVersion, String kind, String name, boolean blocks) {}

    static Member of(Resource resource, ApiObject object) {
        List<Owner> owners = new ArrayList<>();
        for (JsonNode each : object.meta().metadata().path("ownerReferences")) {
            owners.add(
                    new Owner(
                            each.path("uid").asText(""),
                            each.path("apiVersion").asText(""),
                            each.path("kind").asText(""),
                            each.path("name").asText(""),
                            each.path("blockOwnerDeletion").asBoolean(false)));
        }
        List<String> leaving = new ArrayList<>();
        if (object.meta().isTerminating()) {
            leaving.addAll(object.meta().finalizers());
            leaving.retainAll(List.of(ORPHAN, FOREGROUND));
        }

        return new Member(resource, object.name(), object.meta().uid(), owners, leaving);
    }

    /// Whether this is the owner that a dependent means: nobody is owned from another namespace.
    boolean is(Owner owner, Member dependent) {
        boolean cluster = name.namespace().isEmpty();

        return resource.definition().kind().kind().equals(owner.kind())
                && name.name().equals(owner.name())
                && (cluster || name.namespace().equals(dependent.name().namespace()));
    }

    boolean isLeavingInForeground() {
        return leaving.contains(FOREGROUND);
    }

    boolean blocks(String ownerUid) {
        return owners.stream().anyMatch(each -> each.uid().equals(ownerUid) && each.blocks());
    }
}
