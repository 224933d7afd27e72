package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Holds new pods and claims to the limit ranges of their namespace, and gives containers what
/// those say of containers that ask for nothing. Ratios of limits to requests are not looked at.
public final class LimitRanges implements AdmissionPlugin {
    private static final GroupVersionResource RANGES =
            new GroupVersionResource("", "v1", "limitranges");
    private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");

    private final ObjectLookup objects;

    public LimitRanges(ObjectLookup objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(AdmissionRequest request) {
        ObjectNode pod = request.object();
        if (pod == null || !isCreated(request) || !PodAdmission.isAbout(request)) {
            return;
        }
        for (LimitRange range : ranges(request.namespace(), "Container")) {
            for (JsonNode container : PodAdmission.containers(pod.path("spec"))) {
                range.fill((ObjectNode) container);
            }
        }
    }

    @Override
    public void validate(AdmissionRequest request) {
        ObjectNode object = request.object();
        if (object == null || !isCreated(request)) {
            return;
        }
        GroupResource resource = request.resource().groupResource();
        List<String> wrong = new ArrayList<>();
        if (PodAdmission.isAbout(request)) {
            judgePod(request.namespace(), object.path("spec"), wrong);
        } else if (resource.equals(CLAIMS)) {
            Map<String, LimitRange.Asked> asked = asked(object.path("spec"));
            ranges(request.namespace(), LimitRange.CLAIM)
                    .forEach(range -> range.judge(asked, wrong));
        }
        if (!wrong.isEmpty()) {
            String why = wrong.size() == 1 ? wrong.getFirst() : wrong.toString();
            throw ApiErrors.forbidden(resource, request.name(), why);
        }
    }

    private void judgePod(String namespace, JsonNode spec, List<String> wrong) {
        for (LimitRange range : ranges(namespace, "Container")) {
            PodAdmission.containers(spec)
                    .forEach(container -> range.judge(asked(container), wrong));
        }
        List<LimitRange> ofPods = ranges(namespace, "Pod");
        if (!ofPods.isEmpty()) {
            Map<String, LimitRange.Asked> total = new TreeMap<>();
            spec.path("containers")
                    .forEach(container ->
                            asked(container)
                                    .forEach((name, each) ->
                                            total.merge(name, each, LimitRanges::sum)));
            ofPods.forEach(range -> range.judge(total, wrong));
        }
    }

    private static boolean isCreated(AdmissionRequest request) {
        return request.operation() == AdmissionRequest.Operation.CREATE
                && request.subresource().isEmpty();
    }

    private List<LimitRange> ranges(String namespace, String type) {
        List<LimitRange> ranges = new ArrayList<>();
        for (ObjectNode object : objects.all(RANGES, namespace)) {
            for (JsonNode item : object.path("spec").path("limits")) {
                if (item.path("type").asText("").equals(type)) {
                    ranges.add(new LimitRange(type, item));
                }
            }
        }

        return ranges;
    }

    private static Map<String, LimitRange.Asked> asked(JsonNode holder) {
        JsonNode resources = holder.path("resources");
        Map<String, LimitRange.Asked> asked = new TreeMap<>();
        for (String field : List.of("requests", "limits")) {
            for (Map.Entry<String, JsonNode> each : resources.path(field).properties()) {
                String name = each.getKey();
                asked.put(
                        name,
                        new LimitRange.Asked(
                                amount(resources.path("requests").path(name)),
                                amount(resources.path("limits").path(name))));
            }
        }

        return asked;
    }

    private static Optional<BigDecimal> amount(JsonNode quantity) {
        return Quantity.amount(quantity.asText(""));
    }

    private static LimitRange.Asked sum(LimitRange.Asked left, LimitRange.Asked right) {
        return new LimitRange.Asked(
                sum(left.request(), right.request()), sum(left.limit(), right.limit()));
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> left, Optional<BigDecimal> right) {
        return left.isPresent() && right.isPresent()
                ? Optional.of(left.get().add(right.get()))
                : left.or(() -> right);
    }
}
