package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.Addresses;
import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;
import java.util.stream.Stream;

/// Network policies: who may speak to whom, and at which ports.
final class NetworkPolicyRules implements KindRules {
    private static final List<String> TYPES = List.of("Ingress", "Egress");

    @Override
    public void validate(ObjectNode policy, List<FieldError> errors) {
        Place spec = Place.root(policy, errors).at("spec");
        for (String direction : List.of("ingress", "egress")) {
            for (Place rule : spec.at(direction).elements()) {
                rule.at("ports").elements().forEach(NetworkPolicyRules::port);
                String peers = direction.equals("ingress") ? "from" : "to";
                rule.at(peers).elements().forEach(NetworkPolicyRules::peer);
            }
        }
        Place types = spec.at("policyTypes");
        if (types.value().size() > TYPES.size()) {
            types.invalid("may not specify more than two policyTypes");

            return;
        }
        for (Place type : types.elements()) {
            if (!TYPES.contains(type.text())) {
                type.notSupported(TYPES);
            }
        }
    }

    private static void port(Place entry) {
        Place port = entry.at("port");
        Place end = entry.at("endPort");
        if (port.isThere()) {
            NumberOrPercent.port(port);
        }
        if (!end.isThere()) {
            return;
        }
        if (!port.isThere()) {
            end.invalid("may not be specified when `port` is not specified");
        } else if (port.value().isTextual()) {
            end.invalid("may not be specified when `port` is non-numeric");
        } else {
            if (end.number() < port.number()) {
                end.invalid("must be greater than or equal to `port`");
            }
            NumberOrPercent.port(end);
        }
    }

    private static void peer(Place peer) {
        Place block = peer.at("ipBlock");
        long selectors =
                Stream.of("podSelector", "namespaceSelector")
                        .filter(each -> peer.at(each).isThere())
                        .count();
        if (block.isThere()) {
            block(block);
            if (selectors > 0) {
                peer.forbidden("may not specify both ipBlock and another peer");
            }
        } else if (selectors == 0) {
            peer.required("must specify a peer");
        }
    }

    private static void block(Place block) {
        Place whole = block.at("cidr");
        if (!whole.isFilled()) {
            whole.required("");

            return;
        }
        Addresses.network(whole)
                .ifPresent(network -> {
                    for (Place except : block.at("except").elements()) {
                        Addresses.network(except)
                                .filter(part ->
                                        !network.contains(part)
                                                || part.prefixLength() == network.prefixLength())
                                .ifPresent(
                                        _ -> except.invalid("must be a strict subset of `cidr`"));
                    }
                });
    }
}
