package io.leme.gateway.registry.garbage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.PropagationPolicy;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The deeds of the collector, each safe to do twice.
final class Disposal {
    private volatile Map<String, Resource> byKind = Map.of();

    /// @param catalog what is served now
    void know(ResourceCatalog catalog) {
        Map<String, Resource> known = new HashMap<>();
        for (Resource resource : catalog.all()) {
            GroupVersionKind kind = resource.definition().kind();
            known.putIfAbsent(kind.apiVersion() + "/" + kind.kind(), resource);
        }
        byKind = known;
    }

    /// Whether the owner that a dependent names is there, as the store says. Owners of kinds that
    /// are not served count as there: nobody knows; and so do those in namespaces of dependents
    /// that are in none.
    boolean exists(Member.Owner owner, Member dependent) {
        Resource resource = byKind.get(owner.apiVersion() + "/" + owner.kind());
        if (resource == null) {
            return true;
        }
        boolean namespaced = resource.definition().namespaced();
        if (namespaced && dependent.name().namespace().isEmpty()) {
            return true;
        }
        String namespace = namespaced ? dependent.name().namespace() : "";
        try {
            ApiObject found = resource.get(new NamespacedName(namespace, owner.name()), "");

            return found.meta().uid().equals(owner.uid());
        } catch (ApiException failure) {
            if (failure.is(StatusReason.NOT_FOUND)) {
                return false;
            }
            throw failure;
        }
    }

    void delete(Member member, PropagationPolicy policy) {
        DeleteOptions options =
                new DeleteOptions(false, member.uid(), "", Optional.empty(), Optional.of(policy));
        try {
            member.resource().delete(RequestContext.GATEWAY, member.name(), options);
        } catch (ApiException failure) {
            if (!failure.is(StatusReason.NOT_FOUND) && !failure.is(StatusReason.CONFLICT)) {
                throw failure;
            }
        }
    }

    /// Makes a dependent forget an owner.
    void release(Member dependent, String ownerUid) {
        change(
                dependent,
                object -> {
                    if (object.path("metadata").path("ownerReferences") instanceof ArrayNode all) {
                        for (int i = all.size() - 1; i >= 0; i--) {
                            if (all.get(i).path("uid").asText("").equals(ownerUid)) {
                                all.remove(i);
                            }
                        }
                        if (all.isEmpty()) {
                            ObjectMeta.of(object).writable().remove("ownerReferences");
                        }
                    }
                });
    }

    void removeFinalizer(Member member, String finalizer) {
        change(
                member,
                object -> {
                    ObjectMeta meta = ObjectMeta.of(object);
                    List<String> finalizers = new ArrayList<>(meta.finalizers());
                    finalizers.remove(finalizer);
                    meta.setFinalizers(finalizers);
                });
    }

    /// Changes the object if it is still the one that is meant.
    private static void change(Member member, Consumer<ObjectNode> edit) {
        try {
            member.resource()
                    .patch(
                            RequestContext.GATEWAY,
                            member.name(),
                            "",
                            current -> {
                                ObjectNode object = current.deepCopy();
                                edit.accept(object);
                                ObjectMeta.of(object).set("uid", member.uid());

                                return object;
                            },
                            WriteOptions.DEFAULT);
        } catch (ApiException failure) {
            if (!failure.is(StatusReason.NOT_FOUND) && !failure.is(StatusReason.CONFLICT)) {
                throw failure;
            }
        }
    }
}
