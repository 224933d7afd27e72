package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupKind;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import java.util.ArrayList;
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
    private static final String NETWORK = "10.96.0.0/16";
    private static final String PREFIX = "10.96.";
    private static final int ADDRESSES = 1 << 16;
    private static final int FIRST_PORT = 30_000;
    private static final int PORTS = 2768;
    private static final String NODE_PORT = ServiceTypes.NODE_PORT;
    private static final String HEALTH_PORT = ServiceTypes.HEALTH_PORT;

    /// An update that does not speak of ports of nodes leaves them as they are.
    static void keepPorts(ObjectNode spec, JsonNode current) {
        boolean healthPorts =
                ServiceTypes.needsHealthPort(spec) && ServiceTypes.needsHealthPort(current);
        if (healthPorts && !spec.has(HEALTH_PORT) && current.has(HEALTH_PORT)) {
            spec.set(HEALTH_PORT, current.get(HEALTH_PORT));
        }
        if (!ServiceTypes.mayUseNodePorts(spec)) {
            return;
        }
        for (JsonNode each : spec.path("ports")) {
            for (JsonNode before : current.path("ports")) {
                boolean same =
                        each.path("port").equals(before.path("port"))
                                && each.path("protocol").equals(before.path("protocol"));
                if (same && !each.has(NODE_PORT) && before.has(NODE_PORT)) {
                    ((ObjectNode) each).set(NODE_PORT, before.get(NODE_PORT));
                }
            }
        }
    }

    /// Takes for a service what it asks for or needs, all of it or nothing.
    ///
    /// @param current what it was before; null when it is new
    void reserve(ObjectNode service, @Nullable ObjectNode current, boolean rehearsal) {
        if (!(service.path("spec") instanceof ObjectNode spec)
                || ServiceTypes.isExternalName(spec)) {
            return;
        }
        ServiceAddresses.settle(spec);
        try {
            reserveAddress(service, spec, rehearsal);
            reservePorts(service, spec, rehearsal);
        } catch (ApiException failure) {
            if (!rehearsal) {
                release(service, current);
            }
            throw failure;
        }
    }

    private void reservePorts(ObjectNode service, ObjectNode spec, boolean rehearsal) {
        if (ServiceTypes.mayUseNodePorts(spec)) {
            boolean all = ServiceTypes.needsNodePorts(spec);
            for (int i = 0; i < spec.path("ports").size(); i++) {
                ObjectNode port = (ObjectNode) spec.path("ports").get(i);
                if (all || port.has(NODE_PORT)) {
                    Place place = new Place(port, NODE_PORT, "spec.ports[" + i + "]." + NODE_PORT);
                    reservePort(service, place, rehearsal);
                }
            }
        }
        if (ServiceTypes.needsHealthPort(spec)) {
            reservePort(service, new Place(spec, HEALTH_PORT, "spec." + HEALTH_PORT), rehearsal);
        }
    }

    /// Where a port is written down.
    private record Place(ObjectNode owner, String field, String path) {}

    void release(ObjectNode before, @Nullable ObjectNode remaining) {
        String uid = ObjectMeta.of(before).uid();
        Set<String> kept = remaining == null ? Set.of() : taken(remaining);
        for (String thing : taken(before)) {
            if (!kept.contains(thing)) {
                (thing.contains(".") ? addresses : ports).free(thing, uid);
            }
        }
    }

    private void reserveAddress(ObjectNode service, ObjectNode spec, boolean rehearsal) {
        if (ServiceAddresses.isHeadless(spec)) {
            return;
        }
        String asked = spec.path(ServiceAddresses.FIRST).asText("");
        if (asked.isEmpty()) {
            asked = any(addresses, ServiceAllocation::address, ADDRESSES, service, rehearsal);
        } else if (!isInside(asked)) {
            throw refused(
                    service,
                    asked,
                    "the provided IP ("
                            + asked
                            + ") is not in the valid range. The range of valid IPs is "
                            + NETWORK);
        } else if (!take(addresses, asked, service, rehearsal)) {
            throw refused(service, asked, "provided IP is already allocated");
        }
        spec.put(ServiceAddresses.FIRST, asked);
        spec.putArray(ServiceAddresses.ALL).add(asked);
    }

    private void reservePort(ObjectNode service, Place place, boolean rehearsal) {
        int asked = place.owner().path(place.field()).asInt(0);
        if (asked == 0) {
            String free =
                    any(
                            ports,
                            index -> Integer.toString(FIRST_PORT + index),
                            PORTS,
                            service,
                            rehearsal);
            place.owner().put(place.field(), Integer.parseInt(free));

            return;
        }
        if (asked < FIRST_PORT || asked >= FIRST_PORT + PORTS) {
            throw invalid(
                    service,
                    FieldError.invalid(
                            place.path(),
                            asked,
                            "provided port is not in the valid range. The range of"
                                    + " valid ports is 30000-32767"));
        }
        if (!take(ports, Integer.toString(asked), service, rehearsal)) {
            throw invalid(
                    service,
                    FieldError.invalid(place.path(), asked, "provided port is already allocated"));
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
                ? among.isFree(thing, meta.uid())
                : among.take(thing, NamespacedName.of(meta), meta.uid());
    }

    /// Neither the network's own address nor the last one.
    private static String address(int index) {
        int inside = Math.clamp(index, 1, ADDRESSES - 2);

        return PREFIX + (inside >> 8) + "." + (inside & 0xFF);
    }

    private static boolean isInside(String address) {
        return address.startsWith(PREFIX)
                && !address.equals(PREFIX + "0.0")
                && !address.equals(PREFIX + "255.255");
    }

    /// The addresses and ports that a service has.
    static Set<String> taken(ObjectNode service) {
        Set<String> things = new HashSet<>();
        JsonNode spec = service.path("spec");
        if (!ServiceAddresses.isHeadless(spec) && spec.has(ServiceAddresses.FIRST)) {
            things.add(spec.path(ServiceAddresses.FIRST).asText());
        }
        List<JsonNode> numbers = new ArrayList<>(spec.path("ports").findValues(NODE_PORT));
        numbers.add(spec.path(HEALTH_PORT));
        numbers.stream()
                .filter(each -> each.asInt(0) != 0)
                .forEach(each -> things.add(each.asText()));

        return things;
    }

    private static ApiException refused(ObjectNode service, String address, String why) {
        return invalid(
                service,
                FieldError.invalid(
                        "spec." + ServiceAddresses.ALL,
                        ServiceAddresses.shown(List.of(address)),
                        "failed to allocate IP " + address + ": " + why));
    }

    private static ApiException invalid(ObjectNode service, FieldError error) {
        return ApiErrors.invalid(KIND, ObjectMeta.of(service).name(), List.of(error));
    }
}
