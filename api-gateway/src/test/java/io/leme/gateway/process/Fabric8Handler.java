package io.leme.gateway.process;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/// Tells a witness what an informer of fabric8's tells.
record Fabric8Handler(Witness witness) implements ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap map) {
        witness.added(map.getMetadata().getName(), version(map));
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap after) {
        witness.updated(after.getMetadata().getName(), version(before), version(after));
    }

    @Override
    public void onDelete(ConfigMap map, boolean lastStateUnknown) {
        witness.deleted(map.getMetadata().getName(), version(map));
    }

    private static String version(ConfigMap map) {
        return map.getMetadata().getResourceVersion();
    }
}
