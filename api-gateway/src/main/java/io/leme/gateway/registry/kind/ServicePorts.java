package io.leme.gateway.registry.kind;

import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.Place;
import java.util.HashSet;
import java.util.Set;

/// The ports of services: names where there are several, and no two alike.
final class ServicePorts {
    private static final int KUBELET = 10_250;

    private ServicePorts() {}

    static void check(Place spec) {
        Place ports = spec.at("ports");
        String type = spec.at("type").text();
        boolean needed = !type.equals("ExternalName") && !ServiceAddresses.isHeadless(spec.value());
        if (!ports.isFilled() && needed) {
            ports.required("");
        }
        Set<String> names = new HashSet<>();
        Set<String> nodePorts = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (Place port : ports.elements()) {
            Place name = port.at("name");
            if (!name.isFilled() && ports.value().size() > 1) {
                name.required("");
            } else if (name.isFilled() && !names.add(name.text())) {
                name.duplicate();
            }
            Place nodePort = port.at("nodePort");
            String protocol = port.at("protocol").text();
            if (nodePort.number() != 0) {
                if (type.equals("ClusterIP")) {
                    nodePort.forbidden("may not be used when `type` is 'ClusterIP'");
                }
                if (!nodePorts.add(nodePort.number() + "/" + protocol)) {
                    nodePort.duplicate();
                }
            }
            long number = port.at("port").number();
            if (type.equals("LoadBalancer") && number == KUBELET) {
                port.at("port")
                        .invalid(
                                "may not expose port 10250 externally since it is used by"
                                        + " kubelet");
            }
            if (!numbers.add(number + "/" + protocol)) {
                port.errors().add(FieldError.duplicate(port.path(), twin(number, protocol)));
            }
        }
    }

    /// What two ports have in common, with the fields that Kubernetes' own structure has.
    private static FieldError.Verbatim twin(long number, String protocol) {
        return new FieldError.Verbatim(
                ("{\"Name\":\"\",\"Protocol\":\"%s\",\"AppProtocol\":null,\"Port\":%d,"
                                + "\"TargetPort\":0,\"NodePort\":0}")
                        .formatted(protocol, number));
    }
}
