package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupKind;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives services the addresses that they are reached at, out of 10.96.0.0/16, and ports of nodes,
/// out of 30000 to 32767; each to one service only.
///
/// @param addresses those that are taken
/// @param ports those that are taken
/// @param random where to look first; at most [#MAX_TRIES] places are looked at
record ServiceAllocation(Reservations addresses, Reservations ports, RandomGenerator random) {
    static final int MAX_TRIES = 256;
    private static final GroupKind KIND = new GroupKind("", "Service");
    private static final String PREFIX = "10.96.";
    private static final int ADDRESSES = 1 << 16;
    private static final int FIRST_PORT = 30_000;
    private static final int PORTS = 2768;
    private static final String NO_ADDRESS = "None";
    private static final List<String> ADDRESS_FIELDS =
            List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");
    private static final String RANGE = PREFIX + "0.0/16";

    static boolean isHeadless(JsonNode spec) {
        return spec.path("clusterIP").asText("").equals(NO_ADDRESS);
    }

    /// A service that turns into a name has no address any more; one that it asks for is wrong.
    static void forgetAddresses(ObjectNode spec, JsonNode current) {
        for (String field : ADDRESS_FIELDS) {
            if (spec.path(field).equals(current.path(field))) {
                spec.remove(field);
            }
        }
    }

    /// An update that does not speak of addresses and ports leaves them as they are.
    static void keep(ObjectNode spec, JsonNode current) {
        boolean external = spec.path("type").asText("").equals("ExternalName");
        if (!external) {
            for (String field : ADDRESS_FIELDS) {
                if (!spec.has(field) && current.has(field)) {
                    spec.set(field, current.get(field).deepCopy());
                }
            }
        }
        if (!usesNodePorts(spec)) {
            forgetNodePorts(spec, current);

            return;
        }
        for (JsonNode each : spec.path("ports")) {
            for (JsonNode before : current.path("ports")) {
                boolean same =
                        each.path("port").equals(before.path("port"))
                                && each.path("protocol").equals(before.path("protocol"));
                if (same && !each.has("nodePort") && before.has("nodePort")) {
                    ((ObjectNode) each).set("nodePort", before.get("nodePort"));
                }
            }
        }
    }

    /// What only the type that it had made use of goes with that type.
    private static void forgetNodePorts(ObjectNode spec, JsonNode current) {
        for (String field : List.of("externalTrafficPolicy", "allocateLoadBalancerNodePorts")) {
            if (spec.path(field).equals(current.path(field))) {
                spec.remove(field);
            }
        }
        for (JsonNode each : spec.path("ports")) {
            for (JsonNode before : current.path("ports")) {
                if (each.path("nodePort").equals(before.path("nodePort"))) {
                    ((ObjectNode) each).remove("nodePort");
                }
            }
        }
    }

    void reserve(ObjectNode service, boolean rehearsal) {
        if (!(service.path("spec") instanceof ObjectNode spec)) {
            return;
        }
        if (spec.path("type").asText("").equals("ExternalName")) {
            spec.remove(ADDRESS_FIELDS);

            return;
        }
        reserveAddress(service, spec, rehearsal);
        if (usesNodePorts(spec)) {
            for (int i = 0; i < spec.path("ports").size(); i++) {
                ObjectNode port = (ObjectNode) spec.path("ports").get(i);
                reservePort(service, port, "spec.ports[" + i + "].nodePort", rehearsal);
            }
        }
    }

    void release(ObjectNode before, @Nullable ObjectNode remaining) {
        NamespacedName name = NamespacedName.of(ObjectMeta.of(before));
        Set<String> kept = remaining == null ? Set.of() : taken(remaining);
        for (String thing : taken(before)) {
            if (!kept.contains(thing)) {
                (thing.contains(".") ? addresses : ports).free(thing, name);
            }
        }
    }

    private void reserveAddress(ObjectNode service, ObjectNode spec, boolean rehearsal) {
        if (!isHeadless(spec)) {
            String asked = spec.path("clusterIP").asText("");
            if (asked.isEmpty()) {
                asked = any(addresses, this::address, ADDRESSES, service, rehearsal);
            } else if (!asked.startsWith(PREFIX)) {
                throw refused(
                        service,
                        asked,
                        "the provided IP ("
                                + asked
                                + ") is not in the valid range. The range of valid IPs is "
                                + RANGE);
            } else if (!take(addresses, asked, service, rehearsal)) {
                throw refused(service, asked, "provided IP is already allocated");
            }
            spec.put("clusterIP", asked);
        }
        spec.putArray("clusterIPs").add(spec.get("clusterIP"));
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        if (!spec.has("ipFamilyPolicy")) {
            spec.put("ipFamilyPolicy", "SingleStack");
        }
    }

    private void reservePort(ObjectNode service, ObjectNode port, String path, boolean rehearsal) {
        int asked = port.path("nodePort").asInt(0);
        if (asked == 0) {
            String free =
                    any(
                            ports,
                            index -> Integer.toString(FIRST_PORT + index),
                            PORTS,
                            service,
                            rehearsal);
            port.put("nodePort", Integer.parseInt(free));

            return;
        }
        if (asked < FIRST_PORT || asked >= FIRST_PORT + PORTS) {
            throw invalid(
                    service,
                    FieldError.invalid(
                            path,
                            asked,
                            "provided port is not in the valid range. The range of"
                                    + " valid ports is 30000-32767"));
        }
        if (!take(ports, Integer.toString(asked), service, rehearsal)) {
            throw invalid(
                    service, FieldError.invalid(path, asked, "provided port is already allocated"));
        }
    }

    private String any(
            Reservations among,
            IntFunction<String> thing,
            int count,
            ObjectNode service,
            boolean rehearsal) {
        for (int i = 0; i < MAX_TRIES; i++) {
            String candidate = thing.apply(random.nextInt(count));
            if (take(among, candidate, service, rehearsal)) {
                return candidate;
            }
        }

        throw ApiErrors.internal("failed to allocate: " + MAX_TRIES + " places are all taken");
    }

    private boolean take(Reservations among, String thing, ObjectNode service, boolean rehearsal) {
        ObjectMeta meta = ObjectMeta.of(service);

        return rehearsal
                ? among.isFree(thing) || !meta.resourceVersion().isEmpty()
                : among.take(thing, NamespacedName.of(meta), meta.uid());
    }

    /// Neither the network's own address nor the last one.
    private String address(int index) {
        int inside = Math.clamp(index, 1, ADDRESSES - 2);

        return PREFIX + (inside >> 8) + "." + (inside & 0xFF);
    }

    static boolean usesNodePorts(JsonNode spec) {
        return switch (spec.path("type").asText("")) {
            case "NodePort" -> true;
            case "LoadBalancer" -> spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
            default -> false;
        };
    }

    private static Set<String> taken(ObjectNode service) {
        Set<String> things = new HashSet<>();
        JsonNode spec = service.path("spec");
        if (!isHeadless(spec) && spec.has("clusterIP")) {
            things.add(spec.path("clusterIP").asText());
        }
        for (JsonNode port : spec.path("ports")) {
            if (port.has("nodePort")) {
                things.add(port.path("nodePort").asText());
            }
        }

        return things;
    }

    private static RuntimeException refused(ObjectNode service, String address, String why) {
        return invalid(
                service,
                FieldError.invalid(
                        "spec.clusterIPs",
                        new FieldError.Verbatim("[\"" + address + "\"]"),
                        "failed to allocate IP " + address + ": " + why));
    }

    private static RuntimeException invalid(ObjectNode service, FieldError error) {
        return ApiErrors.invalid(KIND, ObjectMeta.of(service).name(), List.of(error));
    }
}
