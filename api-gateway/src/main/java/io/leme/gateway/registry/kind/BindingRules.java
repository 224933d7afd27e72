package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Bindings of roles: whom they bind, and to which role, which is settled when they are made.
///
/// @param namespaced whether they hold in one namespace
record BindingRules(boolean namespaced) implements KindRules {
    private static final String GROUP = "rbac.authorization.k8s.io";

    @Override
    public void validate(ObjectNode binding, List<FieldError> errors) {
        Place root = Place.root(binding, errors);
        Place kind = root.at("roleRef").at("kind");
        List<String> kinds = namespaced ? List.of("ClusterRole", "Role") : List.of("ClusterRole");
        if (!kinds.contains(kind.text())) {
            kind.notSupported(kinds);
        }
        root.at("subjects").elements().forEach(this::subject);
    }

    private void subject(Place subject) {
        Place group = subject.at("apiGroup");
        switch (subject.at("kind").text()) {
            case "ServiceAccount" -> {
                subject.at("name").followIfFilled(NameRules::dnsSubdomain);
                if (group.isFilled()) {
                    group.notSupported(List.of(""));
                }
                if (!namespaced) {
                    subject.at("namespace").requireFilled();
                }
            }
            case "User", "Group" -> {
                if (!group.text().equals(GROUP)) {
                    group.notSupported(List.of(GROUP));
                }
            }
            default -> subject.at("kind").notSupported(List.of("ServiceAccount", "User", "Group"));
        }
    }

    @Override
    public void validateUpdate(ObjectNode binding, ObjectNode current, List<FieldError> errors) {
        Place role = Place.root(binding, errors).at("roleRef");
        if (!role.value().equals(current.path("roleRef"))) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            shown.put("APIGroup", role.at("apiGroup").text());
            shown.put("Kind", role.at("kind").text());
            shown.put("Name", role.at("name").text());
            role.invalid(shown, "cannot change roleRef");
        }
    }
}
