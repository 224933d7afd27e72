package io.leme.gateway.registry.kind;

import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Deployments: how many pods may be missing or too many while they are replaced.
final class DeploymentRules extends WorkloadRules {
    DeploymentRules() {
        super("Deployment");
    }

    @Override
    void validateRollout(Place spec) {
        Place strategy = spec.at("strategy");
        Place rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
            case "Recreate" -> {
                if (rolling.isThere()) {
                    rolling.forbidden("may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> rolling(rolling);
            default -> unknownStrategy(strategy, List.of("Recreate", "RollingUpdate"));
        }
        Place deadline = spec.at("progressDeadlineSeconds");
        if (deadline.isThere()) {
            deadline.nonNegative();
            if (deadline.number() <= spec.at("minReadySeconds").number()) {
                deadline.invalid("must be greater than minReadySeconds");
            }
        }
    }

    private static void rolling(Place rolling) {
        Place missing = rolling.at("maxUnavailable");
        Place more = rolling.at("maxSurge");
        NumberOrPercent.check(missing);
        NumberOrPercent.check(more);
        if (NumberOrPercent.isZero(missing) && NumberOrPercent.isZero(more)) {
            missing.invalid("may not be 0 when `maxSurge` is 0");
        }
        NumberOrPercent.atMostAll(missing);
    }
}
