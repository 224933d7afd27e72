package io.leme.gateway.process;

import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.util.CallGeneratorParams;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Informers of the official Java client, of config maps.
final class OfficialInformers {
    private OfficialInformers() {}

    static SharedIndexInformer<V1ConfigMap> ofConfigMaps(
            SharedInformerFactory factory, ApiClient client, String namespace, Witness witness) {
        var api = new CoreV1Api(client);
        SharedIndexInformer<V1ConfigMap> informer =
                factory.sharedIndexInformerFor(
                        (CallGeneratorParams parameters) ->
                                api.listNamespacedConfigMap(namespace)
                                        .resourceVersion(parameters.resourceVersion)
                                        .timeoutSeconds(parameters.timeoutSeconds)
                                        .watch(parameters.watch)
                                        .buildCall(null),
                        V1ConfigMap.class,
                        V1ConfigMapList.class);
        informer.addEventHandler(new Handler(witness));
        return informer;
    }

    static Map<String, Long> versions(List<V1ConfigMap> maps) {
        Map<String, Long> versions = new TreeMap<>();
        maps.forEach(map -> versions.put(name(map), Long.parseLong(version(map))));
        return versions;
    }

    private record Handler(Witness witness) implements ResourceEventHandler<V1ConfigMap> {
        @Override
        public void onAdd(V1ConfigMap map) {
            witness.added(name(map), version(map));
        }

        @Override
        public void onUpdate(V1ConfigMap before, V1ConfigMap after) {
            witness.updated(name(after), version(before), version(after));
        }

        @Override
        public void onDelete(V1ConfigMap map, boolean lastStateUnknown) {
            witness.deleted(name(map), version(map));
        }
    }

    private static String name(V1ConfigMap map) {
        return Objects.requireNonNull(Objects.requireNonNull(map.getMetadata()).getName());
    }

    private static String version(V1ConfigMap map) {
        return Objects.requireNonNull(
                Objects.requireNonNull(map.getMetadata()).getResourceVersion());
    }
}
