package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One item of a limit range: what containers get if they ask for nothing, and what they, pods or
/// claims may ask for.
///
/// @param type `Container`, `Pod` or `PersistentVolumeClaim`
/// @param item as it stands in the object
record LimitRange(String type, JsonNode item) {
    /// Claims have requests and no limits.
    static final String CLAIM = "PersistentVolumeClaim";

    /// What is asked for of one resource.
    ///
    /// @param request empty when nothing is requested
    /// @param limit empty when there is no limit
    record Asked(Optional<BigDecimal> request, Optional<BigDecimal> limit) {}

    /// Gives a container what it does not ask for itself. A limit that is not given is the greatest
    /// one allowed, a request the limit that is given, else the least one allowed.
    void fill(ObjectNode container) {
        Map<String, JsonNode> limits = texts("max");
        limits.putAll(texts("default"));
        Map<String, JsonNode> requests = texts("min");
        requests.putAll(limits);
        requests.putAll(texts("defaultRequest"));
        ObjectNode resources = container.withObjectProperty("resources");
        put(requests, resources, "requests");
        put(limits, resources, "limits");
    }

    private Map<String, JsonNode> texts(String field) {
        Map<String, JsonNode> texts = new TreeMap<>();
        item.path(field).properties().forEach(each -> texts.put(each.getKey(), each.getValue()));

        return texts;
    }

    private static void put(Map<String, JsonNode> missing, ObjectNode resources, String field) {
        missing.forEach((name, quantity) -> {
            ObjectNode given = resources.withObjectProperty(field);
            if (!given.has(name)) {
                given.set(name, quantity);
            }
        });
    }

    /// Adds what is wrong with what is asked for.
    void judge(Map<String, Asked> asked, List<String> wrong) {
        Asked nothing = new Asked(Optional.empty(), Optional.empty());
        texts("min")
                .forEach((name, least) -> {
                    Asked each = asked.getOrDefault(name, nothing);
                    String bound =
                            "minimum %s usage per %s is %s".formatted(name, type, least.asText(""));
                    each.request()
                            .ifPresentOrElse(
                                    request -> {
                                        if (request.compareTo(amount(least)) < 0) {
                                            wrong.add(bound + ", but request is " + text(request));
                                        }
                                    },
                                    () -> wrong.add(bound + ".  No request is specified"));
                    each.limit()
                            .filter(limit -> limit.compareTo(amount(least)) < 0)
                            .ifPresent(limit -> wrong.add(bound + ", but limit is " + text(limit)));
                });
        texts("max")
                .forEach((name, most) -> {
                    Asked each = asked.getOrDefault(name, nothing);
                    String bound =
                            "maximum %s usage per %s is %s".formatted(name, type, most.asText(""));
                    each.request()
                            .filter(request -> request.compareTo(amount(most)) > 0)
                            .ifPresent(request ->
                                    wrong.add(bound + ", but request is " + text(request)));
                    if (each.limit().isEmpty() && !type.equals(CLAIM)) {
                        wrong.add(bound + ".  No limit is specified");
                    }
                    each.limit()
                            .filter(limit -> limit.compareTo(amount(most)) > 0)
                            .ifPresent(limit -> wrong.add(bound + ", but limit is " + text(limit)));
                });
    }

    private static BigDecimal amount(JsonNode quantity) {
        return Quantity.amount(quantity.asText("")).orElse(BigDecimal.ZERO);
    }

    private static String text(BigDecimal amount) {
        return Quantity.canonical(amount.toPlainString()).orElseGet(amount::toPlainString);
    }
}
