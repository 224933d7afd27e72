package io.leme.gateway.registry.kind.check;

import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NameRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What pods say of the nodes that they may run on.
final class Scheduling {
    private static final List<String> WHEN_UNSATISFIABLE =
            List.of("DoNotSchedule", "ScheduleAnyway");

    private Scheduling() {}

    static void check(Place spec) {
        LabelSelectors.labels(spec.at("nodeSelector"));
        affinity(spec.at("affinity"));
        gates(spec.at("schedulingGates"));
        spread(spec.at("topologySpreadConstraints"));
        spec.at("tolerations").elements().forEach(Scheduling::toleration);
    }

    private static void toleration(Place toleration) {
        Place key = toleration.at("key");
        Place operator = toleration.at("operator");
        Place effect = toleration.at("effect");
        key.followIfFilled(NameRules::qualifiedName);
        if (!key.isFilled() && !operator.text().equals("Exists")) {
            operator.invalid(
                    operator.text(),
                    "operator must be Exists when `key` is empty, which means \"match all values "
                            + "and all keys\"");
        }
        if (toleration.at("tolerationSeconds").isThere() && !effect.text().equals("NoExecute")) {
            effect.invalid(
                    effect.text(), "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        String value = toleration.at("value").text();
        switch (operator.text()) {
            case "", "Equal" -> {
                List<String> problems = NameRules.labelValue(value);
                if (!problems.isEmpty()) {
                    operator.invalid(value, String.join(";", problems));
                }
            }
            case "Exists" -> {
                if (!value.isEmpty()) {
                    operator.invalid(value, "value must be empty when `operator` is 'Exists'");
                }
            }
            default -> operator.notSupported(List.of("Equal", "Exists"));
        }
    }

    private static void affinity(Place affinity) {
        Place nodes = affinity.at("nodeAffinity");
        Place needed = nodes.at("requiredDuringSchedulingIgnoredDuringExecution");
        if (needed.isThere()) {
            Place terms = needed.at("nodeSelectorTerms");
            if (!terms.isFilled()) {
                terms.required("must have at least one node selector term");
            }
            terms.elements().forEach(Scheduling::nodeTerm);
        }
        for (Place wanted :
                nodes.at("preferredDuringSchedulingIgnoredDuringExecution").elements()) {
            weight(wanted);
            nodeTerm(wanted.at("preference"));
        }
        for (String towards : List.of("podAffinity", "podAntiAffinity")) {
            Place pods = affinity.at(towards);
            pods.at("requiredDuringSchedulingIgnoredDuringExecution")
                    .elements()
                    .forEach(Scheduling::podTerm);
            for (Place wanted :
                    pods.at("preferredDuringSchedulingIgnoredDuringExecution").elements()) {
                weight(wanted);
                podTerm(wanted.at("podAffinityTerm"));
            }
        }
    }

    private static void weight(Place wanted) {
        long weight = wanted.at("weight").number();
        if (weight < 1 || weight > 100) {
            wanted.at("weight").invalid(weight, "must be in the range 1-100");
        }
    }

    private static void nodeTerm(Place term) {
        for (Place requirement : term.at("matchExpressions").elements()) {
            LabelSelectors.requirement(requirement, Scheduling::comparison);
        }
    }

    /// What a requirement of nodes may be besides, and one of labels may not.
    private static void comparison(Place requirement) {
        String operator = requirement.at("operator").text();
        Place values = requirement.at("values");
        if (!operator.equals("Gt") && !operator.equals("Lt")) {
            LabelSelectors.noOperator(requirement);
        } else if (values.value().size() != 1) {
            values.required("must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
    }

    private static void podTerm(Place term) {
        LabelSelectors.check(term.at("labelSelector"));
        LabelSelectors.check(term.at("namespaceSelector"));
        term.at("namespaces").elements().forEach(each -> each.follow(NameRules::dnsLabel));
        topologyKey(term);
    }

    private static void topologyKey(Place term) {
        Place key = term.at("topologyKey");
        if (!key.isFilled()) {
            key.required("can not be empty");
        }
        key.followIfFilled(NameRules::qualifiedName);
    }

    private static void gates(Place gates) {
        Set<String> seen = new HashSet<>();
        for (Place gate : gates.elements()) {
            String name = gate.at("name").text();
            NameRules.qualifiedName(name).forEach(problem -> gate.invalid(name, problem));
            if (!seen.add(name)) {
                new Place(gate.path(), gate.at("name").value(), gate.errors()).duplicate();
            }
        }
    }

    private static void spread(Place constraints) {
        Set<String> seen = new HashSet<>();
        for (Place constraint : constraints.elements()) {
            Place skew = constraint.at("maxSkew");
            if (skew.number() <= 0) {
                skew.invalid(skew.number(), "must be greater than zero");
            }
            topologyKey(constraint);
            Place otherwise = constraint.at("whenUnsatisfiable");
            if (!WHEN_UNSATISFIABLE.contains(otherwise.text())) {
                otherwise.notSupported(WHEN_UNSATISFIABLE);
            }
            String pair = constraint.at("topologyKey").text() + ", " + otherwise.text();
            if (!seen.add(pair)) {
                constraint
                        .errors()
                        .add(
                                FieldError.duplicate(
                                        constraint.path() + ".{topologyKey, whenUnsatisfiable}",
                                        "{" + pair + "}"));
            }
            LabelSelectors.check(constraint.at("labelSelector"));
        }
    }
}
