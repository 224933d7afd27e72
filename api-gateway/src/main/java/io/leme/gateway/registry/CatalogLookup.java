package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.ObjectLookup;
import io.leme.gateway.admission.StatusEditor;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.patch.ObjectPatch;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Looks into what is served, and keeps count in it.
///
/// @param catalog what is served now; looked up anew for every question
public record CatalogLookup(Supplier<ResourceCatalog> catalog)
        implements ObjectLookup, StatusEditor {
    private static final String FROM_MEMORY = "0";
    private static final String NEWEST = "";

    @Override
    public Optional<ObjectNode> find(GroupVersionResource resource, NamespacedName name) {
        return find(resource, name, FROM_MEMORY).or(() -> find(resource, name, NEWEST));
    }

    private Optional<ObjectNode> find(
            GroupVersionResource resource, NamespacedName name, String version) {
        try {
            return catalog.get().find(resource).map(each -> each.get(name, version).tree());
        } catch (ApiException failure) {
            if (failure.is(StatusReason.NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public void edit(
            GroupVersionResource resource, NamespacedName name, Consumer<ObjectNode> edit) {
        ObjectPatch patch =
                current -> {
                    ObjectNode edited = current.deepCopy();
                    edit.accept(edited);

                    return edited;
                };
        try {
            catalog.get()
                    .find(resource)
                    .orElseThrow()
                    .patch(RequestContext.GATEWAY, name, "status", patch, WriteOptions.DEFAULT);
        } catch (ApiException failure) {
            if (!failure.is(StatusReason.NOT_FOUND)) {
                throw failure;
            }
        }
    }

    @Override
    public List<ObjectNode> all(GroupVersionResource resource, String namespace) {
        return catalog
                .get()
                .find(resource)
                .map(each -> each.list(namespace, ListOptions.ALL_FROM_MEMORY).items())
                .orElse(List.of())
                .stream()
                .map(ApiObject::tree)
                .toList();
    }
}
