package io.leme.gateway.registry;

import io.leme.gateway.meta.GroupVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes a definition down, saying only what is not the rule: namespaced, all verbs, no
/// subresources.
public final class ResourceDefinitionBuilder {
    private final GroupVersion groupVersion;
    private final String plural;
    private final String kind;
    private String singular;
    private boolean namespaced = true;
    private List<String> verbs = ResourceDefinition.ALL_VERBS;
    private List<String> shortNames = List.of();
    private List<String> categories = List.of();
    private final List<ResourceDefinition.Subresource> subresources = new ArrayList<>();
    private List<TableColumn> columns = List.of(TableColumn.NAME, TableColumn.AGE);
    private List<SelectableField> fields = List.of();

    public ResourceDefinitionBuilder(GroupVersion groupVersion, String plural, String kind) {
        this.groupVersion = groupVersion;
        this.plural = plural;
        this.kind = kind;
        this.singular = kind.toLowerCase(Locale.ROOT);
    }

    /// @param name for kinds whose singular is not their kind in lower case
    public ResourceDefinitionBuilder singular(String name) {
        singular = name;

        return this;
    }

    public ResourceDefinitionBuilder clusterScoped() {
        namespaced = false;

        return this;
    }

    /// @param sorted as discovery shows them
    public ResourceDefinitionBuilder verbs(String... sorted) {
        verbs = List.of(sorted);

        return this;
    }

    public ResourceDefinitionBuilder shortNames(String... names) {
        shortNames = List.of(names);

        return this;
    }

    /// @param names for example `all`
    public ResourceDefinitionBuilder categories(String... names) {
        categories = List.of(names);

        return this;
    }

    /// A part with a URL and bodies of another kind.
    public ResourceDefinitionBuilder subresource(ResourceDefinition.Subresource subresource) {
        subresources.add(subresource);

        return this;
    }

    /// A part with a URL of its own, of the same kind.
    public ResourceDefinitionBuilder subresource(String name, String... sortedVerbs) {
        subresources.add(
                new ResourceDefinition.Subresource(
                        name, groupVersion.kind(kind), List.of(sortedVerbs)));

        return this;
    }

    public ResourceDefinitionBuilder columns(TableColumn... inOrder) {
        columns = List.of(inOrder);

        return this;
    }

    public ResourceDefinitionBuilder selectable(List<SelectableField> selectable) {
        fields = List.copyOf(selectable);

        return this;
    }

    public ResourceDefinition build() {
        return new ResourceDefinition(
                groupVersion.resource(plural),
                groupVersion.kind(kind),
                singular,
                namespaced,
                verbs,
                shortNames,
                categories,
                subresources,
                columns,
                fields);
    }
}
