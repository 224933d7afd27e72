package io.leme.gateway.registry.kind.check;

import io.leme.gateway.meta.NameRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The specification of pods, in a pod or in the template of what makes pods.
public final class PodSpecs {
    private static final long USUAL_GRACE_SECONDS = 30;
    private static final int MAX_NAME_SERVERS = 3;

    private PodSpecs() {}

    /// A template: labels and annotations, and the specification.
    ///
    /// @param claimed volumes that every pod gets beside those of the specification
    public static void template(Place template, Set<String> claimed) {
        Place labels = template.at("metadata").at("labels");
        LabelSelectors.labels(
                new Place(template.path() + ".labels", labels.value(), labels.errors()));
        check(template.at("spec"), claimed);
    }

    /// @param claimed volumes that every pod gets beside those of the specification
    public static void check(Place spec, Set<String> claimed) {
        Map<String, String> volumes = new HashMap<>(Volumes.check(spec.at("volumes")));
        claimed.forEach(name -> volumes.put(name, "persistentVolumeClaim"));
        long grace = spec.at("terminationGracePeriodSeconds").value().asLong(USUAL_GRACE_SECONDS);
        new Containers(volumes, grace).check(spec);
        if (spec.at("hostNetwork").isTrue()) {
            hostPorts(spec.at("containers"));
        }
        SecurityContexts.pod(spec.at("securityContext"));
        Scheduling.check(spec);
        names(spec);
        nameServers(spec);
        for (Place gate : spec.at("readinessGates").elements()) {
            gate.at("conditionType").follow(NameRules::qualifiedName);
        }
        for (Place alias : spec.at("hostAliases").elements()) {
            Addresses.address(alias.at("ip"));
            alias.at("hostnames").elements().forEach(each -> each.follow(NameRules::dnsSubdomain));
        }
    }

    private static void names(Place spec) {
        spec.at("serviceAccountName").followIfFilled(NameRules::dnsSubdomain);
        spec.at("nodeName").followIfFilled(NameRules::dnsSubdomain);
        spec.at("hostname").followIfFilled(NameRules::dnsLabel);
        spec.at("subdomain").followIfFilled(NameRules::dnsLabel);
        spec.at("priorityClassName").followIfFilled(NameRules::dnsSubdomain);
        spec.at("runtimeClassName").followIfFilled(NameRules::dnsSubdomain);
    }

    /// What listens in the node's own network does so where it says. A template may leave open what
    /// is filled in for its pods.
    private static void hostPorts(Place containers) {
        for (Place container : containers.elements()) {
            for (Place port : container.at("ports").elements()) {
                Place host = port.at("hostPort");
                boolean same = host.number() == port.at("containerPort").number();
                if (host.number() != 0 && !same) {
                    host.invalid(
                            host.number(), "must match `containerPort` when `hostNetwork` is true");
                }
            }
        }
    }

    private static void nameServers(Place spec) {
        Place configuration = spec.at("dnsConfig");
        Place servers = configuration.at("nameservers");
        if (spec.at("dnsPolicy").text().equals("None")) {
            if (!configuration.isThere()) {
                configuration.required("must provide `dnsConfig` when `dnsPolicy` is None");

                return;
            }
            if (!servers.isFilled()) {
                servers.required(
                        "must provide at least one DNS nameserver when `dnsPolicy` is None");

                return;
            }
        }
        if (servers.value().size() > MAX_NAME_SERVERS) {
            servers.invalid("must not have more than " + MAX_NAME_SERVERS + " nameservers");
        }
        for (Place server : servers.elements()) {
            Addresses.address(server);
        }
        for (Place option : configuration.at("options").elements()) {
            if (!option.at("name").isFilled()) {
                option.required("must not be empty");
            }
        }
    }

    /// What holds for pods that are made, and for no template.
    public static void checkNew(Place spec) {
        Place looking = spec.at("ephemeralContainers");
        if (looking.isFilled()) {
            looking.forbidden("cannot be set on create");
        }
        for (String list : List.of("containers", "initContainers")) {
            for (Place container : spec.at(list).elements()) {
                String image = container.at("image").text();
                if (!image.equals(image.strip())) {
                    container.at("image").invalid("must not have leading or trailing whitespace");
                }
            }
        }
    }
}
