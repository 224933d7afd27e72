package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The service `kubernetes` in the namespace `default`, by which pods reach the gateway, and where
/// it leads to: a kube-apiserver keeps these itself.
///
/// The service gets the first address of the range, which is shown as well. A gateway adds its own
/// address to the endpoints when it starts, and takes none away: one that has moved for good is
/// taken out by hand.
public final class ClusterService {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterService.class);
    private static final String NAME = "kubernetes";
    private static final String NAMESPACE = "default";
    private static final String RANGE = "10.96.0.0/16";
    private static final String ADDRESS = "10.96.0.1";
    private static final int HTTPS = 443;
    private static final int MAX_ATTEMPTS = 5;
    private static final NamespacedName KEY = new NamespacedName(NAMESPACE, NAME);
    private static final GroupVersionResource SERVICES =
            new GroupVersionResource("", "v1", "services");
    private static final GroupVersionResource RANGES =
            new GroupVersionResource("networking.k8s.io", "v1", "servicecidrs");
    private static final GroupVersionResource ENDPOINTS =
            new GroupVersionResource("", "v1", "endpoints");
    private static final GroupVersionResource SLICES =
            new GroupVersionResource("discovery.k8s.io", "v1", "endpointslices");

    private final Ensuring ensuring;
    private final Optional<String> reachable;
    private final int port;

    /// @param reachable address by which nodes and pods reach this gateway; empty when it listens
    ///   for its own machine alone, and so is no endpoint
    /// @param port of this gateway
    public ClusterService(ResourceCatalog catalog, Optional<String> reachable, int port) {
        this.ensuring = new Ensuring(catalog);
        this.reachable = reachable;
        this.port = port;
    }

    /// What goes wrong is told in the log: without this service there is still a gateway.
    public void publish() {
        attempt(() -> ensuring.ensure(RANGES, "", range()));
        attempt(() -> ensuring.ensure(SERVICES, NAMESPACE, service()));
        reachable.ifPresent(host -> attempt(() -> publishEndpoint(host)));
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (ApiException failure) {
            LOG.warn("The service kubernetes can't be kept: {}", failure.status().message());
        }
    }

    private static ObjectNode range() {
        ObjectNode range = Bootstrap.object("networking.k8s.io/v1", "ServiceCIDR", NAME);
        range.putObject("spec").putArray("cidrs").add(RANGE);

        return range;
    }

    private void publishEndpoint(String host) {
        ensuring.ensure(ENDPOINTS, NAMESPACE, endpoints(host));
        ensuring.ensure(SLICES, NAMESPACE, slice(host));
        addTo(ENDPOINTS, endpoints -> addToEndpoints(endpoints, host));
        addTo(SLICES, slice -> addToSlice(slice, host));
    }

    private ObjectNode service() {
        ObjectNode service = Bootstrap.object("v1", "Service", NAME);
        service.withObject("/metadata/labels")
                .put("component", "apiserver")
                .put("provider", "kubernetes");
        ObjectNode spec = service.putObject("spec");
        spec.put("type", "ClusterIP").put("clusterIP", ADDRESS).put("sessionAffinity", "None");
        spec.putArray("ports")
                .addObject()
                .put("name", "https")
                .put("protocol", "TCP")
                .put("port", HTTPS)
                .put("targetPort", port);

        return service;
    }

    private ObjectNode endpoints(String host) {
        ObjectNode endpoints = Bootstrap.object("v1", "Endpoints", NAME);
        endpoints
                .withObject("/metadata/labels")
                .put("endpointslice.kubernetes.io/skip-mirror", "true");
        ObjectNode subset = endpoints.putArray("subsets").addObject();
        subset.putArray("addresses").addObject().put("ip", host);
        addPort(subset.putArray("ports"));

        return endpoints;
    }

    private ObjectNode slice(String host) {
        ObjectNode slice = Bootstrap.object("discovery.k8s.io/v1", "EndpointSlice", NAME);
        slice.withObject("/metadata/labels").put("kubernetes.io/service-name", NAME);
        slice.put("addressType", host.contains(":") ? "IPv6" : "IPv4");
        addPort(slice.putArray("ports"));
        addEndpoint(slice.putArray("endpoints"), host);

        return slice;
    }

    private void addPort(ArrayNode ports) {
        ports.addObject().put("name", "https").put("port", port).put("protocol", "TCP");
    }

    private static void addEndpoint(ArrayNode endpoints, String host) {
        ObjectNode endpoint = endpoints.addObject();
        endpoint.putArray("addresses").add(host);
        endpoint.putObject("conditions").put("ready", true);
    }

    private void addToEndpoints(ObjectNode endpoints, String host) {
        if (endpoints.findValuesAsText("ip").contains(host)) {
            return;
        }
        JsonNode first = endpoints.path("subsets").path(0);
        if (first instanceof ObjectNode subset) {
            subset.withArrayProperty("addresses").addObject().put("ip", host);
        } else {
            endpoints.set("subsets", endpoints(host).get("subsets"));
        }
    }

    private static void addToSlice(ObjectNode slice, String host) {
        for (JsonNode endpoint : slice.path("endpoints")) {
            if (endpoint.path("addresses").path(0).asText("").equals(host)) {
                return;
            }
        }
        addEndpoint(slice.withArrayProperty("endpoints"), host);
    }

    private void addTo(GroupVersionResource kind, Consumer<ObjectNode> change) {
        Resource resource = ensuring.resource(kind);
        for (int attempt = 1; ; attempt++) {
            ObjectNode object = resource.get(KEY, "").copy();
            change.accept(object);
            try {
                var _ =
                        resource.update(
                                RequestContext.GATEWAY, KEY, "", object, WriteOptions.DEFAULT);
                return;
            } catch (ApiException failure) {
                if (!failure.is(StatusReason.CONFLICT) || attempt == MAX_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }
}
