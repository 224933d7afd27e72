package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Services: their ports, and the address and node ports that they get.
///
/// @param allocation gives addresses and ports
record ServiceRules(ServiceAllocation allocation) implements KindRules {
    @Override
    public void defaults(ObjectNode service) {
        if (service.path("spec") instanceof ObjectNode spec
                && spec.has("clusterIP")
                && !spec.has("clusterIPs")) {
            spec.putArray("clusterIPs").add(spec.get("clusterIP"));
        }
    }

    @Override
    public void prepareForUpdate(ObjectNode service, ObjectNode current, String subresource) {
        if (service.path("spec") instanceof ObjectNode spec) {
            ServiceAllocation.keep(spec, current.path("spec"));
        }
    }

    @Override
    public void validate(ObjectNode service, List<FieldError> errors) {
        JsonNode spec = service.path("spec");
        JsonNode ports = spec.path("ports");
        String type = spec.path("type").asText("");
        boolean needsPorts = !type.equals("ExternalName") && !ServiceAllocation.isHeadless(spec);
        if (ports.isEmpty() && needsPorts) {
            errors.add(FieldError.required("spec.ports", ""));
        }
        if (type.equals("ExternalName") && spec.path("externalName").asText("").isEmpty()) {
            errors.add(FieldError.required("spec.externalName", ""));
        }
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            JsonNode port = ports.get(i);
            String path = "spec.ports[" + i + "]";
            String name = port.path("name").asText("");
            if (name.isEmpty() && ports.size() > 1) {
                errors.add(FieldError.required(path + ".name", ""));
            } else if (!name.isEmpty() && !names.add(name)) {
                errors.add(FieldError.duplicate(path + ".name", name));
            }
            if (port.has("nodePort") && !ServiceAllocation.usesNodePorts(spec)) {
                errors.add(
                        FieldError.forbidden(
                                path + ".nodePort",
                                "may not be used when `type` is '" + type + "'"));
            }
            String number = port.path("port").asText("") + "/" + port.path("protocol").asText("");
            if (!numbers.add(number)) {
                errors.add(FieldError.duplicate(path, port));
            }
        }
    }

    @Override
    public void validateUpdate(ObjectNode service, ObjectNode current, List<FieldError> errors) {
        String before = current.at("/spec/clusterIP").asText("");
        String after = service.at("/spec/clusterIP").asText("");
        boolean given = !before.isEmpty() && !after.isEmpty();
        if (given && !before.equals(after)) {
            errors.add(
                    FieldError.invalid(
                            "spec.clusterIPs[0]",
                            new FieldError.Verbatim("[]string{\"" + after + "\"}"),
                            "may not change once set"));
        }
    }

    @Override
    public void reserve(ObjectNode service, @Nullable ObjectNode current, boolean rehearsal) {
        allocation.reserve(service, rehearsal);
    }

    @Override
    public void release(ObjectNode before, @Nullable ObjectNode remaining) {
        allocation.release(before, remaining);
    }
}
