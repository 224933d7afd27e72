package io.leme.gateway.registry;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.GroupVersion;
import java.util.List;
import java.util.OptionalLong;

/// A list of objects of one kind.
///
/// @param groupVersion of the list
/// @param listKind for example `ConfigMapList`
/// @param resourceVersion revision of the whole store at which it was read
/// @param continueToken empty on the last page
/// @param remainingItemCount how many follow, when that is known
/// @param items in the order of keys
public record ResourceList(
        GroupVersion groupVersion,
        String listKind,
        long resourceVersion,
        String continueToken,
        OptionalLong remainingItemCount,
        List<ApiObject> items) {
    public ResourceList {
        items = List.copyOf(items);
    }
}
