package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.Quantity;
import io.leme.gateway.registry.kind.check.Place;
import java.math.BigDecimal;
import java.util.List;

/// Autoscalers: between how many pods, and by what they are judged.
final class AutoscalerRules implements KindRules {
    private static final List<String> SOURCES =
            List.of("ContainerResource", "External", "Object", "Pods", "Resource");

    @Override
    public void validate(ObjectNode autoscaler, List<FieldError> errors) {
        Place spec = Place.root(autoscaler, errors).at("spec");
        Place least = spec.at("minReplicas");
        Place most = spec.at("maxReplicas");
        if (least.isThere() && most.number() < least.number()) {
            most.invalid(most.number(), "must be greater than or equal to `minReplicas`");
        }
        spec.at("metrics").elements().forEach(AutoscalerRules::metric);
    }

    private static void metric(Place metric) {
        Place type = metric.at("type");
        if (!type.isFilled()) {
            type.required("must specify a metric source type");
        }
        if (!SOURCES.contains(type.text())) {
            type.notSupported(SOURCES);

            return;
        }
        String wanted = field(type.text());
        if (!metric.at(wanted).isThere()) {
            metric.at(wanted).required("must populate information for the given metric source");
        }
        for (String source : SOURCES) {
            Place each = metric.at(field(source));
            if (each.isThere() && !source.equals(type.text())) {
                each.forbidden("must populate the given metric source only");
            } else if (each.isThere()) {
                source(each, source);
            }
        }
    }

    private static String field(String source) {
        return Character.toLowerCase(source.charAt(0)) + source.substring(1);
    }

    private static void source(Place source, String type) {
        boolean resource = type.endsWith("Resource") || type.equals("Resource");
        if (resource && !source.at("name").isFilled()) {
            source.at("name").required("must specify a resource name");
        }
        if (type.equals("ContainerResource") && !source.at("container").isFilled()) {
            source.at("container").required("must specify a container");
        }
        if (!resource && !source.at("metric").at("name").isFilled()) {
            source.at("metric").at("name").required("must specify a metric name");
        }
        target(source.at("target"), resource);
    }

    private static void target(Place target, boolean resource) {
        Place type = target.at("type");
        if (!type.isFilled()) {
            type.required("must specify a metric target type");
        } else if (!List.of("Utilization", "Value", "AverageValue").contains(type.text())) {
            type.invalid("must be either Utilization, Value, or AverageValue");
        }
        for (String amount : List.of("value", "averageValue")) {
            Place each = target.at(amount);
            boolean negative = Quantity.amount(each.text()).orElse(BigDecimal.ONE).signum() <= 0;
            if (each.isThere() && negative) {
                each.invalid("must be positive");
            }
        }
        Place share = target.at("averageUtilization");
        if (share.isThere() && share.number() < 1) {
            share.invalid("must be greater than 0");
        }
        if (!resource) {
            return;
        }
        if (!share.isThere() && !target.at("averageValue").isThere()) {
            target.at("averageUtilization")
                    .required("must set either a target raw value or a target utilization");
        } else if (share.isThere() && target.at("averageValue").isThere()) {
            target.at("averageValue")
                    .forbidden("may not set both a target raw value and a target utilization");
        }
    }
}
