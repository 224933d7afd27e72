package io.leme.gateway.registry.kind;

import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;

/// Daemon sets: a node's pod is replaced after its new one has come, or before, but not both.
final class DaemonSetRules extends WorkloadRules {
    DaemonSetRules() {
        super("DaemonSet");
    }

    @Override
    void validateRollout(Place spec) {
        Place strategy = spec.at("updateStrategy");
        switch (strategy.at("type").text()) {
            case "OnDelete" -> {
                // Nothing is said of it.
            }
            case "RollingUpdate" -> rolling(strategy.at("rollingUpdate"));
            default -> unknownStrategy(strategy, List.of("RollingUpdate", "OnDelete"));
        }
    }

    private static void rolling(Place rolling) {
        Place missing = rolling.at("maxUnavailable");
        Place more = rolling.at("maxSurge");
        for (Place each : List.of(missing, more)) {
            NumberOrPercent.check(each);
            NumberOrPercent.atMostAll(each);
        }
        boolean noneMissing = NumberOrPercent.isZero(missing);
        boolean noneMore = NumberOrPercent.isZero(more);
        if (!noneMissing && !noneMore) {
            more.invalid("may not be set when maxUnavailable is non-zero");
        } else if (noneMissing && noneMore) {
            missing.required("cannot be 0 when maxSurge is 0");
        }
    }
}
