package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Refuses what would exceed a quota of its namespace, and charges what does not: what is used is
/// raised in the quota's status before the object is stored, so that two who come at once can't
/// both have the last of it. Whoever counts the objects of a namespace lowers it again, and is told
/// when something was charged that is not stored after all.
///
/// New objects of all kinds are charged, and services and claims that want more than before.
public final class ResourceQuotas implements AdmissionPlugin {
    public static final GroupVersionResource QUOTAS =
            new GroupVersionResource("", "v1", "resourcequotas");

    private static final Set<GroupResource> GROWING =
            Set.of(ResourceUsage.SERVICES, ResourceUsage.CLAIMS);

    /// Notes of what has happened are not counted.
    private static final String UNCOUNTED = "events";

    private final ObjectLookup objects;
    private final StatusEditor statuses;
    private final Consumer<String> recount;

    /// @param recount counts the objects of a namespace anew, soon
    public ResourceQuotas(ObjectLookup objects, StatusEditor statuses, Consumer<String> recount) {
        this.objects = objects;
        this.statuses = statuses;
        this.recount = recount;
    }

    @Override
    public void validate(AdmissionRequest request) {
        GroupResource resource = request.resource().groupResource();
        ObjectNode object = request.object();
        if (object == null || !isCounted(request)) {
            return;
        }
        Map<String, BigDecimal> before = ResourceUsage.of(resource, request.oldObject());
        Map<String, BigDecimal> wanted =
                Amounts.merged(
                        ResourceUsage.of(resource, object),
                        before,
                        (now, then) -> now.subtract(then).max(BigDecimal.ZERO));
        List<ObjectNode> quotas =
                objects.all(QUOTAS, request.namespace()).stream()
                        .filter(quota -> QuotaScope.matches(quota.path("spec"), resource, object))
                        .sorted(Comparator.comparing(ResourceQuotas::name))
                        .toList();
        boolean charged = false;
        try {
            for (ObjectNode quota : quotas) {
                charge(request, object, quota, wanted);
                charged = true;
            }
        } catch (ApiException refused) {
            if (charged) {
                abandoned(request);
            }
            throw refused;
        }
    }

    @Override
    public void abandoned(AdmissionRequest request) {
        if (isCounted(request) && !request.dryRun()) {
            recount.accept(request.namespace());
        }
    }

    private static boolean isCounted(AdmissionRequest request) {
        GroupResource resource = request.resource().groupResource();

        return !request.namespace().isEmpty()
                && request.subresource().isEmpty()
                && !resource.resource().equals(UNCOUNTED)
                && (request.operation() == AdmissionRequest.Operation.CREATE
                        || GROWING.contains(resource));
    }

    private void charge(
            AdmissionRequest request,
            ObjectNode object,
            ObjectNode quota,
            Map<String, BigDecimal> wanted) {
        Set<String> limited = names(quota.path("spec").path("hard"));
        limited.retainAll(wanted.keySet());
        requireSaid(request, object, quota);
        if (limited.stream().allMatch(name -> isZero(wanted, name))) {
            return;
        }
        if (request.dryRun()) {
            add(request, quota.deepCopy(), limited, wanted);
        } else {
            statuses.edit(
                    QUOTAS,
                    new NamespacedName(request.namespace(), name(quota)),
                    newest -> add(request, newest, limited, wanted));
        }
    }

    private static boolean isZero(Map<String, BigDecimal> amounts, String name) {
        return amounts.getOrDefault(name, BigDecimal.ZERO).signum() == 0;
    }

    /// A pod whose containers don't say what they want can't be counted.
    private static void requireSaid(AdmissionRequest request, ObjectNode object, ObjectNode quota) {
        if (!PodAdmission.isAbout(request)) {
            return;
        }
        List<String> unsaid =
                PodUsage.unsaid(object.path("spec"), names(quota.path("spec").path("hard")));
        if (!unsaid.isEmpty()) {
            throw refused(
                    request,
                    "failed quota: %s: must specify %s"
                            .formatted(name(quota), String.join("; ", unsaid)));
        }
    }

    /// Adds to what is used, or refuses.
    private static void add(
            AdmissionRequest request,
            ObjectNode quota,
            Set<String> limited,
            Map<String, BigDecimal> wanted) {
        JsonNode hard = quota.path("status").path("hard");
        ObjectNode used = quota.withObjectProperty("status").withObjectProperty("used");
        List<String> unknown =
                limited.stream().filter(name -> !hard.has(name) || !used.has(name)).toList();
        if (!unknown.isEmpty()) {
            throw refused(
                    request,
                    "status unknown for quota: %s, resources: %s"
                            .formatted(name(quota), String.join(",", unknown)));
        }
        Set<String> exceeded = new TreeSet<>();
        Map<String, String> sums = new TreeMap<>();
        for (String name : limited) {
            BigDecimal sum = Amounts.of(used.path(name)).add(amount(wanted, name));
            sums.put(name, Amounts.text(sum, hard.path(name).asText("")));
            if (sum.compareTo(Amounts.of(hard.path(name))) > 0 && !isZero(wanted, name)) {
                exceeded.add(name);
            }
        }
        if (!exceeded.isEmpty()) {
            throw refused(request, exceeding(quota, exceeded, wanted));
        }
        sums.forEach(used::put);
    }

    private static String exceeding(
            ObjectNode quota, Set<String> exceeded, Map<String, BigDecimal> wanted) {
        JsonNode hard = quota.path("status").path("hard");
        JsonNode used = quota.path("status").path("used");
        Map<String, String> asked = new TreeMap<>();
        Map<String, String> had = new TreeMap<>();
        Map<String, String> most = new TreeMap<>();
        for (String name : exceeded) {
            String limit = hard.path(name).asText("");
            asked.put(name, Amounts.text(amount(wanted, name), limit));
            had.put(name, used.path(name).asText(""));
            most.put(name, limit);
        }

        return "exceeded quota: %s, requested: %s, used: %s, limited: %s"
                .formatted(name(quota), list(asked), list(had), list(most));
    }

    private static String list(Map<String, String> amounts) {
        return String.join(
                ",",
                amounts.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
    }

    private static BigDecimal amount(Map<String, BigDecimal> amounts, String name) {
        return amounts.getOrDefault(name, BigDecimal.ZERO);
    }

    private static Set<String> names(JsonNode amounts) {
        Set<String> names = new TreeSet<>();
        amounts.fieldNames().forEachRemaining(names::add);

        return names;
    }

    private static String name(ObjectNode quota) {
        return quota.path("metadata").path("name").asText("");
    }

    private static ApiException refused(AdmissionRequest request, String why) {
        return ApiErrors.forbidden(request.resource().groupResource(), request.name(), why);
    }
}
