package io.leme.gateway.registry.kind.check;

import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// What containers ask for and are limited to.
final class ContainerResources {
    private static final Set<String> STANDARD = Set.of("cpu", "memory", "ephemeral-storage");

    private ContainerResources() {}

    static void check(Place resources) {
        Place limits = resources.at("limits");
        Place requests = resources.at("requests");
        for (Place limit : limits.entries()) {
            amount(limit, limits, name(limit, limits));
        }
        for (Place request : requests.entries()) {
            String name = name(request, requests);
            amount(request, requests, name);
            Place limit = limits.key(name);
            if (!limit.isThere()) {
                if (!mayOvercommit(name)) {
                    limits.required("Limit must be set for non overcommitable resources");
                }
                continue;
            }
            int order = number(request).compareTo(number(limit));
            if (!mayOvercommit(name) && order != 0) {
                requests.invalid(
                        request.text(), "must be equal to " + name + " limit of " + limit.text());
            } else if (order > 0) {
                requests.invalid(
                        request.text(),
                        "must be less than or equal to " + name + " limit of " + limit.text());
            }
        }
    }

    private static void amount(Place amount, Place among, String name) {
        List<String> problems = NameRules.qualifiedName(name);
        problems.forEach(problem -> among.invalid(name, problem));
        boolean standard = STANDARD.contains(name) || name.startsWith("hugepages-");
        if (problems.isEmpty() && !name.contains("/") && !standard) {
            among.invalid(name, "must be a standard resource for containers");
        }
        if (number(amount).signum() < 0) {
            amount.invalid(amount.text(), "must be greater than or equal to 0");
        }
        boolean whole = number(amount).stripTrailingZeros().scale() <= 0;
        if (!whole && !standard) {
            amount.invalid(amount.text(), "must be an integer");
        }
    }

    /// Only what is Kubernetes' own can be asked for less than it is limited to.
    private static boolean mayOvercommit(String name) {
        boolean own = !name.contains("/") || name.contains("kubernetes.io/");

        return own && !name.startsWith("hugepages-");
    }

    private static BigDecimal number(Place amount) {
        return Quantity.amount(amount.text()).orElse(BigDecimal.ZERO);
    }

    private static String name(Place entry, Place among) {
        return entry.path().substring(among.path().length() + 1, entry.path().length() - 1);
    }
}
