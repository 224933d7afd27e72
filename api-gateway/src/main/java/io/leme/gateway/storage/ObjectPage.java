package io.leme.gateway.storage;

import io.leme.gateway.codec.ApiObject;
import java.util.List;
import java.util.OptionalLong;

/// A page of a list.
///
/// @param resourceVersion revision of the whole store at which the list was taken; the same on all
///   its pages
/// @param items in the order of keys
/// @param continueToken empty on the last page
/// @param remainingItemCount how many follow this page, when that is known
public record ObjectPage(
        long resourceVersion,
        List<ApiObject> items,
        String continueToken,
        OptionalLong remainingItemCount) {
    public ObjectPage {
        if (resourceVersion <= 0) {
            throw new IllegalArgumentException(
                    "illegal resource version from storage: " + resourceVersion);
        }
        items = List.copyOf(items);
    }
}
