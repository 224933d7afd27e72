package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// What goes with the type of a service: which fields it may have, and which go when it becomes
/// another one.
final class ServiceTypes {
    static final String EXTERNAL_POLICY = "externalTrafficPolicy";
    static final String HEALTH_PORT = "healthCheckNodePort";
    static final String NODE_PORT = "nodePort";
    private static final String EXTERNAL_NAME = "externalName";
    private static final String ALLOCATES = "allocateLoadBalancerNodePorts";
    private static final List<String> OF_BALANCERS = List.of(ALLOCATES, "loadBalancerClass");

    private ServiceTypes() {}

    static boolean isExternalName(JsonNode spec) {
        return type(spec).equals("ExternalName");
    }

    private static boolean isBalanced(JsonNode spec) {
        return type(spec).equals("LoadBalancer");
    }

    private static String type(JsonNode spec) {
        return spec.path("type").asText("");
    }

    /// Whether its ports may be ports of nodes too.
    static boolean mayUseNodePorts(JsonNode spec) {
        return type(spec).equals("NodePort") || isBalanced(spec);
    }

    /// Whether each of its ports is one of nodes.
    static boolean needsNodePorts(JsonNode spec) {
        return mayUseNodePorts(spec) && (!isBalanced(spec) || spec.path(ALLOCATES).asBoolean(true));
    }

    /// Whether balancers ask each node if it has a pod of the service, on a port of its own.
    static boolean needsHealthPort(JsonNode spec) {
        return isBalanced(spec) && spec.path(EXTERNAL_POLICY).asText("").equals("Local");
    }

    private static void removeZero(JsonNode owner, String field) {
        if (owner instanceof ObjectNode object && object.path(field).asInt(1) == 0) {
            object.remove(field);
        }
    }

    private static boolean isReachedFromOutside(JsonNode spec) {
        boolean clusterIp = type(spec).equals("ClusterIP");

        return mayUseNodePorts(spec) || (clusterIp && !spec.path("externalIPs").isEmpty());
    }

    /// What follows from the type and from other fields; a port 0 is none.
    static void defaults(ObjectNode spec) {
        removeZero(spec, HEALTH_PORT);
        spec.path("ports").forEach(port -> removeZero(port, NODE_PORT));
        if (spec.path("sessionAffinity").asText("").equals("None")) {
            spec.remove("sessionAffinityConfig");
        }
        if (isReachedFromOutside(spec) && !spec.has(EXTERNAL_POLICY)) {
            spec.put(EXTERNAL_POLICY, "Cluster");
        }
    }

    /// What only the type that it had made use of goes with that type, unless the writer has just
    /// changed it.
    static void forget(ObjectNode spec, JsonNode current) {
        if (isExternalName(current) && !isExternalName(spec)) {
            removeIfSame(spec, current, EXTERNAL_NAME);
        }
        if (needsHealthPort(current) && !needsHealthPort(spec)) {
            removeIfSame(spec, current, HEALTH_PORT);
        }
        if (isBalanced(current) && !isBalanced(spec)) {
            OF_BALANCERS.forEach(field -> removeIfSame(spec, current, field));
        }
        if (isReachedFromOutside(current) && !isReachedFromOutside(spec)) {
            removeIfSame(spec, current, EXTERNAL_POLICY);
        }
        if (mayUseNodePorts(current) && !mayUseNodePorts(spec)) {
            for (JsonNode port : spec.path("ports")) {
                current.path("ports")
                        .forEach(before -> removeIfSame((ObjectNode) port, before, NODE_PORT));
            }
        }
    }

    static void removeIfSame(ObjectNode object, JsonNode current, String field) {
        if (object.path(field).equals(current.path(field))) {
            object.remove(field);
        }
    }

    static void checkChange(Place spec, JsonNode current) {
        boolean both = needsHealthPort(spec.value()) && needsHealthPort(current);
        if (both && !spec.at(HEALTH_PORT).value().equals(current.path(HEALTH_PORT))) {
            spec.at(HEALTH_PORT).forbidden("field is immutable");
        }
    }
}
