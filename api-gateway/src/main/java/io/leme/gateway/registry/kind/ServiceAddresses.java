package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.IpAddress;
import io.leme.gateway.registry.kind.check.Addresses;
import io.leme.gateway.registry.kind.check.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The fields of a service that say at which addresses it is reached inside of the cluster:
/// `clusterIP`, which is the first of `clusterIPs`, and their families. The cluster has addresses
/// of version 4 only, so a service has one, and only one whose endpoints others write may speak of
/// version 6 as well.
final class ServiceAddresses {
    static final String FIRST = "clusterIP";
    static final String ALL = "clusterIPs";
    private static final String FAMILIES = "ipFamilies";
    private static final String POLICY = "ipFamilyPolicy";
    private static final List<String> FIELDS = List.of(FIRST, ALL, FAMILIES, POLICY);
    private static final List<String> KNOWN_FAMILIES = List.of("IPv4", "IPv6");
    private static final List<String> KNOWN_POLICIES =
            List.of("PreferDualStack", "RequireDualStack", "SingleStack");
    private static final String NONE = "None";

    private ServiceAddresses() {}

    static boolean isHeadless(JsonNode spec) {
        return spec.path(FIRST).asText("").equals(NONE);
    }

    /// Writers who know one address only mean it to be the first one.
    static void defaults(ObjectNode spec) {
        if (spec.path(FIRST).asText("").isEmpty()) {
            spec.remove(FIRST);
        } else if (spec.path(ALL).isEmpty()) {
            spec.putArray(ALL).add(spec.get(FIRST));
        }
    }

    /// An update that does not speak of addresses leaves them as they are; one to a service that is
    /// only a name gives them up.
    static void keep(ObjectNode spec, JsonNode current) {
        if (ServiceTypes.isExternalName(spec)) {
            FIELDS.forEach(field -> ServiceTypes.removeIfSame(spec, current, field));

            return;
        }
        boolean changed = !spec.path(FIRST).equals(current.path(FIRST));
        if (changed && spec.path(ALL).equals(current.path(ALL))) {
            spec.remove(ALL);
            defaults(spec);
        }
        if (!spec.has(FIRST) && spec.path(ALL).isEmpty()) {
            spec.remove(ALL);
        }
        for (String field : spec.has(ALL) ? List.of(FAMILIES, POLICY) : FIELDS) {
            if (!spec.has(field) && current.has(field)) {
                spec.set(field, current.get(field).deepCopy());
            }
        }
    }

    /// Looks at a service that has an address, or none.
    static void check(Place spec) {
        boolean free = isFree(spec.value());
        List<String> families = families(spec.value());
        for (int i = 0; i < families.size(); i++) {
            Place family =
                    new Place("spec." + FAMILIES + "[" + i + "]", text(families, i), spec.errors());
            if (!KNOWN_FAMILIES.contains(family.text())) {
                family.notSupported(KNOWN_FAMILIES);
            } else if (families.indexOf(family.text()) < i) {
                family.duplicate();
            } else if (family.text().equals("IPv6") && !free) {
                family.invalid("not configured on this cluster");
            }
        }
        Place policy = spec.at(POLICY);
        if (policy.isFilled() && !KNOWN_POLICIES.contains(policy.text())) {
            policy.notSupported(KNOWN_POLICIES);
        } else if (policy.text().equals("RequireDualStack") && !free) {
            policy.invalid("this cluster is not configured for dual-stack services");
        }
        checkAddresses(spec, families);
    }

    private static void checkAddresses(Place spec, List<String> families) {
        Place all = spec.at(ALL);
        String first = spec.at(FIRST).text();
        if (all.isFilled() && !all.first().text().equals(first)) {
            all.invalid(
                    shown(texts(all.value())),
                    first.isEmpty()
                            ? "must be empty when `clusterIP` is not specified"
                            : "first value must match `clusterIP`");
        }
        List<Place> addresses = all.elements();
        for (int i = 0; i < addresses.size(); i++) {
            Place address = addresses.get(i);
            if (address.text().equals(NONE)) {
                if (addresses.size() > 1) {
                    String why = "'None' must be the first and only value";
                    all.invalid(shown(texts(all.value())), why);
                }
                continue;
            }
            Addresses.address(address);
            Optional<String> family = family(address.text());
            if (i < families.size() && !family.orElse(families.get(i)).equals(families.get(i))) {
                String of = "value as indicated by `ipFamilies[" + i + "]`";
                address.invalid("expected an " + families.get(i) + " " + of);
            }
        }
    }

    private static JsonNode text(List<String> texts, int index) {
        return TextNode.valueOf(texts.get(index));
    }

    /// Whether its endpoints are written by others, who may have any addresses.
    private static boolean isFree(JsonNode spec) {
        return isHeadless(spec) && spec.path("selector").isEmpty();
    }

    /// Those that are named, else those of the addresses.
    private static List<String> families(JsonNode spec) {
        List<String> named = texts(spec.path(FAMILIES));

        return named.isEmpty()
                ? texts(spec.path(ALL)).stream().flatMap(each -> family(each).stream()).toList()
                : named;
    }

    /// Settles the families of a service that has an address, or none.
    static void settle(ObjectNode spec) {
        boolean free = isFree(spec);
        List<String> families = new ArrayList<>(families(spec));
        String policy = spec.path(POLICY).asText(free ? "RequireDualStack" : "SingleStack");
        if (families.isEmpty()) {
            families.add("IPv4");
        }
        if (free && families.size() == 1 && !policy.equals("SingleStack")) {
            families.add(families.getFirst().equals("IPv4") ? "IPv6" : "IPv4");
        }
        ArrayNode settled = spec.putArray(FAMILIES);
        families.forEach(settled::add);
        spec.put(POLICY, policy);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asText("")).toList();
    }

    private static Optional<String> family(String address) {
        return IpAddress.parse(address).map(each -> "IPv" + each.family());
    }

    /// A list as errors show it.
    static FieldError.Verbatim shown(List<String> texts) {
        return new FieldError.Verbatim(
                texts.stream()
                        .map(each -> "\"" + each + "\"")
                        .collect(Collectors.joining(",", "[", "]")));
    }
}
