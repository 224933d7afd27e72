package io.leme.gateway.registry;

import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.GroupVersionResource;
import java.util.List;

/// What discovery, tables and selectors need to know of a served resource.
///
/// @param resource group, version and plural
/// @param kind of its objects
/// @param singular singular, lower case
/// @param namespaced whether objects live in namespaces
/// @param verbs sorted, as discovery shows them
/// @param shortNames for example `cm`
/// @param categories for example `all`
/// @param subresources served beside it
/// @param columns of its tables
/// @param selectableFields beyond `metadata.name` and `metadata.namespace`
public record ResourceDefinition(
        GroupVersionResource resource,
        GroupVersionKind kind,
        String singular,
        boolean namespaced,
        List<String> verbs,
        List<String> shortNames,
        List<String> categories,
        List<Subresource> subresources,
        List<TableColumn> columns,
        List<SelectableField> selectableFields) {
    /// What a fully stored resource can do.
    public static final List<String> ALL_VERBS =
            List.of(
                    "create",
                    "delete",
                    "deletecollection",
                    "get",
                    "list",
                    "patch",
                    "update",
                    "watch");

    public ResourceDefinition {
        verbs = List.copyOf(verbs);
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        subresources = List.copyOf(subresources);
        columns = List.copyOf(columns);
        selectableFields = List.copyOf(selectableFields);
    }

    /// Kind of a list of these objects.
    public String listKind() {
        return kind.kind() + "List";
    }

    /// A part of an object with a URL of its own.
    ///
    /// @param name for example `status`
    /// @param kind of the bodies it takes and gives
    /// @param verbs sorted
    public record Subresource(String name, GroupVersionKind kind, List<String> verbs) {
        public Subresource {
            verbs = List.copyOf(verbs);
        }

        /// The same part where the resource's own kind is another one.
        private Subresource as(GroupVersionKind own, GroupVersionKind other) {
            return kind.equals(own) ? new Subresource(name, other, verbs) : this;
        }
    }

    /// The same resource under another version or group, from the same store.
    public ResourceDefinition as(GroupVersionResource otherResource, GroupVersionKind otherKind) {
        return new ResourceDefinition(
                otherResource,
                otherKind,
                singular,
                namespaced,
                verbs,
                shortNames,
                categories,
                subresources.stream().map(each -> each.as(kind, otherKind)).toList(),
                columns,
                selectableFields);
    }

    /// The same resource with other columns.
    public ResourceDefinition withColumns(List<TableColumn> otherColumns) {
        return new ResourceDefinition(
                resource,
                kind,
                singular,
                namespaced,
                verbs,
                shortNames,
                categories,
                subresources,
                otherColumns,
                selectableFields);
    }
}
