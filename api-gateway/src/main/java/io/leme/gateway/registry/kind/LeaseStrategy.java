package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.TableColumn;
import java.util.ArrayList;
import java.util.List;

/// Leases (`coordination.k8s.io`): the locks of leader elections. Writers must name the version
/// they saw.
final class LeaseStrategy implements ResourceStrategy {
    private final ResourceDefinition definition =
            new ResourceDefinitionBuilder(
                            new GroupVersion("coordination.k8s.io", "v1"), "leases", "Lease")
                    .columns(
                            TableColumn.NAME,
                            TableColumn.text(
                                    "Holder",
                                    "Identity of the current holder of the lease",
                                    lease -> lease.at("/spec/holderIdentity").asText("")),
                            TableColumn.AGE)
                    .build();

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    /// As upstream keeps them: under the plain resource name.
    @Override
    public String keyPrefix() {
        return "/registry/leases/";
    }

    @Override
    public List<FieldError> validate(ObjectNode object) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode duration = object.at("/spec/leaseDurationSeconds");
        if (duration.isNumber() && duration.asLong() <= 0) {
            errors.add(
                    FieldError.invalid(
                            "spec.leaseDurationSeconds",
                            duration.asLong(),
                            "must be greater " + "than 0"));
        }
        JsonNode transitions = object.at("/spec/leaseTransitions");
        if (transitions.isNumber() && transitions.asLong() < 0) {
            errors.add(
                    FieldError.invalid(
                            "spec.leaseTransitions",
                            transitions.asLong(),
                            "must be greater than or equal to 0"));
        }

        return errors;
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
