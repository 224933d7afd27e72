package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.kind.check.NumberOrPercent;
import io.leme.gateway.registry.kind.check.Place;
import java.util.List;
import java.util.Map;

/// Daemon sets: a node's pod is replaced after its new one has come, or before, but not both. An
/// annotation, which was a field once, counts the changes of the template.
final class DaemonSetRules extends WorkloadRules {
    private static final String COUNT = "deprecated.daemonset.template.generation";
    private static final String TEMPLATE = "/spec/template";

    DaemonSetRules() {
        super("DaemonSet");
    }

    @Override
    public void prepareForCreate(ObjectNode set) {
        write(set, Math.max(1, count(set)));
    }

    @Override
    public void prepareForUpdate(ObjectNode set, ObjectNode current, String subresource) {
        boolean changed = !set.at(TEMPLATE).equals(current.at(TEMPLATE));
        long before = count(current);
        if (changed || before > 0) {
            write(set, changed ? before + 1 : before);
        }
    }

    private static long count(ObjectNode set) {
        Map<String, String> annotations = ObjectMeta.of(set).annotations();
        try {
            return Long.parseLong(annotations.getOrDefault(COUNT, "0"));
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static void write(ObjectNode set, long count) {
        ObjectMeta.of(set)
                .writable()
                .withObjectProperty("annotations")
                .put(COUNT, Long.toString(count));
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
