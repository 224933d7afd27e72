package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Roles: each of their rules is about resources, or about paths that are none.
///
/// @param namespaced whether they hold in one namespace, where there are no such paths
record RoleRules(boolean namespaced) implements KindRules {
    @Override
    public void validate(ObjectNode role, List<FieldError> errors) {
        for (Place rule : Place.root(role, errors).at("rules").elements()) {
            Place paths = rule.at("nonResourceURLs");
            Place groups = rule.at("apiGroups");
            Place resources = rule.at("resources");
            if (paths.isFilled()) {
                if (namespaced) {
                    paths.invalid("namespaced rules cannot apply to non-resource URLs");
                }
                if (groups.isFilled()
                        || resources.isFilled()
                        || rule.at("resourceNames").isFilled()) {
                    paths.invalid(
                            "rules cannot apply to both regular resources and non-resource URLs");
                }
                continue;
            }
            if (!groups.isFilled()) {
                groups.required("resource rules must supply at least one api group");
            }
            if (!resources.isFilled()) {
                resources.required("resource rules must supply at least one resource");
            }
        }
    }
}
