package io.leme.gateway.registry;

import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.GroupVersionResource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All resources that are served, in the order in which discovery shows them.
///
/// Immutable: whoever adds a kind later makes a new catalog.
public final class ResourceCatalog {
    private final Map<GroupVersionResource, Resource> resources = new LinkedHashMap<>();

    public ResourceCatalog(List<? extends Resource> resources) {
        for (Resource resource : resources) {
            Resource before = this.resources.put(resource.definition().resource(), resource);
            if (before != null) {
                throw new IllegalArgumentException(
                        "served twice: " + resource.definition().resource());
            }
        }
    }

    public Optional<Resource> find(GroupVersionResource resource) {
        return Optional.ofNullable(resources.get(resource));
    }

    public List<Resource> all() {
        return List.copyOf(resources.values());
    }

    /// Those of one group and version; empty when it is not served.
    public List<Resource> of(GroupVersion groupVersion) {
        return resources.values().stream()
                .filter(resource ->
                        resource.definition().resource().groupVersion().equals(groupVersion))
                .toList();
    }

    /// In the order in which the resources were given.
    public Set<GroupVersion> groupVersions() {
        Set<GroupVersion> groupVersions = new LinkedHashSet<>();
        resources.keySet().forEach(resource -> groupVersions.add(resource.groupVersion()));

        return groupVersions;
    }
}
