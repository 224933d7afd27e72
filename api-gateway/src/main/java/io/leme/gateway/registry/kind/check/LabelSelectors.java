package io.leme.gateway.registry.kind.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.LabelSelector;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.registry.LabelSelectorText;
import java.util.function.Consumer;

/// Selectors of labels inside of objects, and maps of labels that are not an object's own.
public final class LabelSelectors {
    private LabelSelectors() {}

    /// `matchLabels` and `matchExpressions`.
    public static void check(Place selector) {
        labels(selector.at("matchLabels"));
        for (Place requirement : selector.at("matchExpressions").elements()) {
            requirement(requirement, LabelSelectors::noOperator);
            requirement
                    .at("values")
                    .elements()
                    .forEach(value -> value.follow(NameRules::labelValue));
        }
    }

    /// Key and operator of a requirement, and whether it has the values that the operator needs.
    ///
    /// @param otherwise checks those whose operator is not one of the four of sets
    static void requirement(Place requirement, Consumer<Place> otherwise) {
        Place values = requirement.at("values");
        switch (requirement.at("operator").text()) {
            case "In", "NotIn" -> {
                if (!values.isFilled()) {
                    values.required("must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (values.isFilled()) {
                    values.forbidden(
                            "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> otherwise.accept(requirement);
        }
        requirement.at("key").follow(NameRules::qualifiedName);
    }

    /// Tells of an operator that there is not.
    static void noOperator(Place requirement) {
        Place operator = requirement.at("operator");
        operator.invalid(operator.text(), "not a valid selector operator");
    }

    /// Keys and values of labels; their problems are told of the map as a whole.
    public static void labels(Place labels) {
        for (Place label : labels.entries()) {
            String key = label.path().substring(labels.path().length() + 1);
            String name = key.substring(0, key.length() - 1);
            NameRules.qualifiedName(name).forEach(problem -> labels.invalid(name, problem));
            NameRules.labelValue(label.text())
                    .forEach(problem -> labels.invalid(label.text(), problem));
        }
    }

    /// Whether labels are selected; one that is not there selects nothing, and one that is wrong
    /// everything, for that is told elsewhere.
    public static boolean matches(JsonNode selector, JsonNode labels) {
        if (!selector.isObject()) {
            return false;
        }
        try {
            return LabelSelector.parse(LabelSelectorText.of(selector))
                    .matches(key -> labels.has(key) ? labels.path(key).asText("") : null);
        } catch (ApiException wrong) {
            return true;
        }
    }
}
