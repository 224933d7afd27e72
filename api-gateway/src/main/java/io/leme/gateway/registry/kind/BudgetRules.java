package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Disruption budgets: how many pods have to stay, or may be missing.
final class BudgetRules implements KindRules {
    @Override
    public void validate(ObjectNode budget, List<FieldError> errors) {
        Place spec = Place.root(budget, errors).at("spec");
        Place least = spec.at("minAvailable");
        Place missing = spec.at("maxUnavailable");
        if (least.isThere() && missing.isThere()) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            shown.set("MinAvailable", least.value());
            shown.set("Selector", orNull(spec.at("selector")));
            shown.set("MaxUnavailable", missing.value());
            shown.set("UnhealthyPodEvictionPolicy", orNull(spec.at("unhealthyPodEvictionPolicy")));
            spec.invalid(shown, "minAvailable and maxUnavailable cannot be both set");
        }
        for (Place amount : List.of(least, missing)) {
            if (amount.isThere()) {
                NumberOrPercent.check(amount);
                NumberOrPercent.atMostAll(amount);
            }
        }
    }

    private static JsonNode orNull(Place place) {
        return place.isThere() ? place.value() : NullNode.getInstance();
    }
}
