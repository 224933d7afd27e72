package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.registry.kind.check.Addresses;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Services: their ports, and the address and node ports that they get.
///
/// @param allocation gives addresses and ports
record ServiceRules(ServiceAllocation allocation) implements KindRules {
    private static final int MAX_AFFINITY_SECONDS = 86_400;
    private static final String FOR_BALANCERS = "may only be used when `type` is 'LoadBalancer'";

    @Override
    public void defaults(ObjectNode service) {
        if (service.path("spec") instanceof ObjectNode spec) {
            ServiceAddresses.defaults(spec);
            ServiceTypes.defaults(spec);
        }
    }

    @Override
    public void prepareForUpdate(ObjectNode service, ObjectNode current, String subresource) {
        if (service.path("spec") instanceof ObjectNode spec) {
            ServiceTypes.forget(spec, current.path("spec"));
            ServiceAddresses.keep(spec, current.path("spec"));
            ServiceAllocation.keepPorts(spec, current.path("spec"));
        }
    }

    @Override
    public void validate(ObjectNode service, List<FieldError> errors) {
        Place spec = Place.root(service, errors).at("spec");
        ServicePorts.check(spec);
        switch (spec.at("type").text()) {
            case "ExternalName" -> external(spec);
            case "NodePort", "LoadBalancer" -> {
                if (ServiceAddresses.isHeadless(spec.value())) {
                    String type = spec.at("type").text();
                    spec.at("clusterIPs")
                            .first()
                            .invalid("None", "may not be set to 'None' for " + type + " services");
                }
            }
            default -> {
                // Nothing is said of it.
            }
        }
        if (!ServiceTypes.isExternalName(spec.value())) {
            ServiceAddresses.check(spec);
        }
        spec.at("externalIPs").elements().forEach(Addresses::address);
        affinity(spec);
        traffic(spec);
    }

    private static void external(Place spec) {
        for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
            if (spec.at(field).isFilled()) {
                spec.at(field).forbidden("may not be set for ExternalName services");
            }
        }
        Place name = spec.at("externalName");
        String host = name.text().replaceFirst("\\.$", "");
        if (host.isEmpty()) {
            name.required("");
        } else {
            NameRules.dnsSubdomain(host).forEach(problem -> name.invalid(host, problem));
        }
    }

    private static void affinity(Place spec) {
        Place configuration = spec.at("sessionAffinityConfig");
        if (spec.at("sessionAffinity").text().equals("None")) {
            if (configuration.isThere()) {
                configuration.forbidden("must not be set when session affinity is None");
            }

            return;
        }
        Place seconds = configuration.at("clientIP").at("timeoutSeconds");
        if (seconds.isThere()
                && (seconds.number() <= 0 || seconds.number() > MAX_AFFINITY_SECONDS)) {
            seconds.invalid("must be greater than 0 and less than " + MAX_AFFINITY_SECONDS);
        }
    }

    /// What only services can say that are reached from outside, or through a balancer.
    private static void traffic(Place spec) {
        String type = spec.at("type").text();
        boolean balanced = type.equals("LoadBalancer");
        boolean outside = balanced || type.equals("NodePort") || spec.at("externalIPs").isFilled();
        Place policy = spec.at("externalTrafficPolicy");
        if (policy.isFilled() && !outside) {
            policy.invalid("may only be set for externally-accessible services");
        }
        Place health = spec.at("healthCheckNodePort");
        if (health.number() != 0 && !(balanced && policy.text().equals("Local"))) {
            health.invalid(
                    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` "
                            + "is 'Local'");
        }
        Place ranges = spec.at("loadBalancerSourceRanges");
        Place told = new Place("spec.LoadBalancerSourceRanges", ranges.value(), spec.errors());
        if (ranges.isFilled() && !balanced) {
            told.forbidden(FOR_BALANCERS);
        }
        told.elements().forEach(Addresses::network);
        for (String field : List.of("allocateLoadBalancerNodePorts", "loadBalancerClass")) {
            if (spec.at(field).isThere() && !balanced) {
                spec.at(field).forbidden(FOR_BALANCERS);
            }
        }
    }

    @Override
    public void validateUpdate(ObjectNode service, ObjectNode current, List<FieldError> errors) {
        Place spec = Place.root(service, errors).at("spec");
        ServiceTypes.checkChange(spec, current.path("spec"));
        String before = current.at("/spec/clusterIP").asText("");
        Place addresses = spec.at("clusterIPs");
        String after = service.at("/spec/clusterIP").asText("");
        boolean given = !before.isEmpty() && !after.isEmpty();
        if (given && !before.equals(after)) {
            addresses
                    .first()
                    .invalid(ServiceAddresses.shown(List.of(after)), "may not change once set");
        }
    }

    @Override
    public void reserve(ObjectNode service, @Nullable ObjectNode current, boolean rehearsal) {
        allocation.reserve(service, current, rehearsal);
    }

    @Override
    public void release(ObjectNode before, @Nullable ObjectNode remaining) {
        allocation.release(before, remaining);
    }
}
