package io.leme.gateway.registry.kind.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.registry.HumanDuration;
import io.leme.gateway.registry.LabelSelectorText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Cells of roles, quotas, policies and certificates.
final class PolicyCells {
    private PolicyCells() {}

    static void addTo(Cells cells) {
        cells.text("bound-role", PolicyCells::role);
        cells.text("bound-users", each -> subjects(each, "User"));
        cells.text("bound-groups", each -> subjects(each, "Group"));
        cells.text("bound-accounts", each -> subjects(each, "ServiceAccount"));
        cells.text("quota-requests", quota -> amounts(quota, false));
        cells.text("quota-limits", quota -> amounts(quota, true));
        cells.text("requested-duration", PolicyCells::requestedDuration);
        cells.text("signing-condition", PolicyCells::signingCondition);
        cells.text("missing-priority-level", PolicyCells::missingLevel);
        cells.flag("global-default", each -> each.path("globalDefault").asBoolean(false));
        cells.number("webhooks", each -> each.path("webhooks").size());
        cells.number("validations", each -> each.at("/spec/validations").size());
        cells.number("mutations", each -> each.at("/spec/mutations").size());
        cells.text("param-kind", PolicyCells::paramKind);
        cells.text("param-ref", PolicyCells::paramRef);
    }

    private static String role(ObjectNode binding) {
        JsonNode role = binding.path("roleRef");

        return role.path("kind").asText("") + "/" + role.path("name").asText("");
    }

    private static String subjects(ObjectNode binding, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (subject.path("kind").asText("").equals(kind)) {
                String name = subject.path("name").asText("");
                boolean account = kind.equals("ServiceAccount");
                names.add(account ? subject.path("namespace").asText("") + "/" + name : name);
            }
        }

        return String.join(", ", names);
    }

    /// What is enforced and how much of it is used, as far as the status says so.
    private static String amounts(ObjectNode quota, boolean limits) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> hard : quota.at("/status/hard").properties()) {
            String name = hard.getKey();
            if (name.startsWith("limits.") == limits) {
                String used = quota.at("/status/used").path(name).asText("0");
                texts.put(name, name + ": " + used + "/" + hard.getValue().asText(""));
            }
        }

        return String.join(", ", texts.values());
    }

    private static String requestedDuration(ObjectNode request) {
        JsonNode seconds = request.at("/spec/expirationSeconds");

        return seconds.isNumber()
                ? HumanDuration.of(Duration.ofSeconds(seconds.asLong()))
                : Cells.NONE;
    }

    private static String signingCondition(ObjectNode request) {
        List<String> types = Cells.texts(request.at("/status/conditions"), "type");
        List<String> words = new ArrayList<>();
        if (types.contains("Denied")) {
            words.add("Denied");
        } else {
            words.add(types.contains("Approved") ? "Approved" : "Pending");
        }
        if (types.contains("Failed")) {
            words.add("Failed");
        }
        if (!request.at("/status/certificate").asText("").isEmpty()) {
            words.add("Issued");
        }

        return String.join(",", words);
    }

    private static String missingLevel(ObjectNode schema) {
        JsonNode dangling = Cells.condition(schema, "Dangling");

        return dangling.isMissingNode() ? "?" : dangling.path("status").asText("");
    }

    private static String paramKind(ObjectNode policy) {
        JsonNode kind = policy.at("/spec/paramKind");

        return kind.isObject()
                ? kind.path("apiVersion").asText("") + "/" + kind.path("kind").asText("")
                : Cells.UNSET;
    }

    private static String paramRef(ObjectNode binding) {
        JsonNode reference = binding.at("/spec/paramRef");
        if (!reference.isObject()) {
            return Cells.UNSET;
        }
        String name = reference.path("name").asText("");
        String namespace = reference.path("namespace").asText("");
        if (name.isEmpty()) {
            return LabelSelectorText.of(reference.path("selector"));
        }

        return (namespace.isEmpty() ? "*" : namespace) + "/" + name;
    }
}
