package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.custom.SchemaDefaults;
import io.leme.gateway.registry.expression.DefinitionRules;
import io.leme.gateway.registry.kind.check.Place;
import io.leme.gateway.registry.kind.check.StructuralSchemas;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Definitions of custom kinds: names that follow from others, and the name that the definition
/// itself has to have.
///
/// A definition is established by the write that makes it: no other step has to look at it.
///
/// @param clock for the times of conditions
record CustomResourceRules(InstantSource clock) implements KindRules {
    private static final String SCHEMA = "/schema/openAPIV3Schema";
    private static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private static final String ADDRESS_FORM = "; desired format: https://host[/path]";

    @Override
    public void defaults(ObjectNode definition) {
        String kind = definition.at("/spec/names/kind").asText("");
        if (!(definition.at("/spec/names") instanceof ObjectNode names) || kind.isEmpty()) {
            return;
        }
        if (!names.has("singular")) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (!names.has("listKind")) {
            names.put("listKind", kind + "List");
        }
    }

    @Override
    public void prepareForCreate(ObjectNode definition) {
        settle(definition);
    }

    @Override
    public void prepareForUpdate(ObjectNode definition, ObjectNode current, String subresource) {
        if (!ObjectMeta.of(definition).isTerminating() && subresource.isEmpty()) {
            settle(definition);
        }
    }

    private void settle(ObjectNode definition) {
        ObjectMeta meta = ObjectMeta.of(definition);
        List<String> finalizers = new ArrayList<>(meta.finalizers());
        if (!finalizers.contains(FINALIZER)) {
            finalizers.add(FINALIZER);
            meta.setFinalizers(finalizers);
        }
        ObjectNode status = definition.withObjectProperty("status");
        status.set("acceptedNames", definition.at("/spec/names").deepCopy());
        ArrayNode stored = status.withArrayProperty("storedVersions");
        for (JsonNode version : definition.at("/spec/versions")) {
            JsonNode name = version.path("name");
            boolean known = false;
            for (JsonNode each : stored) {
                known |= each.equals(name);
            }
            if (version.path("storage").asBoolean(false) && !known) {
                stored.add(name);
            }
        }
        if (!status.has("conditions")) {
            ArrayNode conditions = status.putArray("conditions");
            condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found");
            condition(
                    conditions,
                    "Established",
                    "InitialNamesAccepted",
                    "the initial names have been accepted");
        }
    }

    private void condition(ArrayNode conditions, String type, String reason, String message) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("lastTransitionTime", KubernetesTime.seconds(clock.instant()))
                .put("reason", reason)
                .put("message", message);
    }

    @Override
    public void validate(ObjectNode definition, List<FieldError> errors) {
        validate(definition, Set.of(), errors);
    }

    /// @param accepted schemas that were judged before, and stay
    private static void validate(
            ObjectNode definition, Set<JsonNode> accepted, List<FieldError> errors) {
        String name = ObjectMeta.of(definition).name();
        String wanted =
                definition.at("/spec/names/plural").asText("")
                        + "."
                        + definition.at("/spec/group").asText("");
        if (!name.equals(wanted)) {
            errors.add(
                    FieldError.invalid(
                            "metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }
        DefinitionParts.check(Place.root(definition, errors).at("spec"));
        checkVersions(definition.at("/spec/versions"), accepted, errors);
        checkConversion(definition.at("/spec/conversion"), errors);
    }

    /// Services are asked in one version of the review, and over HTTPS.
    private static void checkConversion(JsonNode conversion, List<FieldError> errors) {
        if (!conversion.path("strategy").asText("").equals("Webhook")) {
            return;
        }
        JsonNode webhook = conversion.path("webhook");
        JsonNode client = webhook.path("clientConfig");
        String path = "spec.conversion.webhook.";
        if (client.has("url") == client.has("service")) {
            errors.add(
                    FieldError.required(
                            path + "clientConfig", "exactly one of url or service is required"));
        } else if (client.has("url")) {
            String url = client.path("url").asText("");
            String problem = addressProblem(url);
            if (!problem.isEmpty()) {
                errors.add(FieldError.invalid(path + "clientConfig.url", url, problem));
            }
        }
        JsonNode reviews = webhook.path("conversionReviewVersions");
        if (reviews.valueStream().noneMatch(each -> each.asText("").equals("v1"))) {
            errors.add(
                    FieldError.invalid(
                            path + "conversionReviewVersions",
                            reviews,
                            "must include at least one of v1"));
        }
    }

    /// Empty when there is none.
    private static String addressProblem(String url) {
        try {
            URI address = new URI(url);
            if (!"https".equals(address.getScheme())) {
                return "'https' is the only allowed URL scheme" + ADDRESS_FORM;
            }
            if (address.getHost() == null) {
                return "host must be specified" + ADDRESS_FORM;
            }
            if (address.getUserInfo() != null) {
                return "user information is not permitted in the URL";
            }
            if (address.getFragment() != null) {
                return "fragments are not permitted in the URL";
            }

            return address.getQuery() == null
                    ? ""
                    : "query parameters are not permitted in the URL";
        } catch (URISyntaxException unreadable) {
            return "url must be a valid URL: " + unreadable.getMessage() + ADDRESS_FORM;
        }
    }

    /// Where a schema is told to stand: one that all versions share is the definition's.
    private static String schemaPath(JsonNode versions, int index) {
        JsonNode first = versions.path(0).at(SCHEMA);
        boolean shared = versions.valueStream().allMatch(each -> each.at(SCHEMA).equals(first));

        return shared
                ? "spec.validation.openAPIV3Schema"
                : "spec.versions[" + index + "].schema.openAPIV3Schema";
    }

    /// What was accepted once stays: a definition with rules that nobody takes any more can still
    /// be deleted, and changed where it is not about them.
    @Override
    public void validateNext(ObjectNode definition, ObjectNode current, List<FieldError> errors) {
        if (!definition.path("spec").equals(current.path("spec"))) {
            Set<JsonNode> accepted = new HashSet<>();
            current.at("/spec/versions").forEach(each -> accepted.add(each.at(SCHEMA)));
            validate(definition, accepted, errors);
        }
        validateUpdate(definition, current, errors);
    }

    @Override
    public void validateNew(ObjectNode definition, List<FieldError> errors) {
        DefinitionParts.checkNew(definition, Place.root(definition, errors));
    }

    @Override
    public void validateUpdate(ObjectNode definition, ObjectNode current, List<FieldError> errors) {
        DefinitionParts.checkUpdate(Place.root(definition, errors), current);
    }

    private static void checkVersions(
            JsonNode versions, Set<JsonNode> accepted, List<FieldError> errors) {
        int stored = 0;
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            stored += version.path("storage").asBoolean(false) ? 1 : 0;
            JsonNode schema = version.at(SCHEMA);
            if (!schema.isObject()) {
                errors.add(
                        FieldError.required(
                                "spec.versions[" + i + "].schema.openAPIV3Schema",
                                "schemas are required"));
            } else {
                if (!accepted.contains(schema)) {
                    StructuralSchemas.check(new Place(schemaPath(versions, i), schema, errors));
                    errors.addAll(SchemaDefaults.problems(schemaPath(versions, i), schema));
                    errors.addAll(DefinitionRules.problems(schemaPath(versions, i), schema));
                }
                errors.addAll(
                        DefinitionRules.selectable(
                                "spec.versions[" + i + "].selectableFields",
                                version.path("selectableFields"),
                                schema));
            }
        }
        if (stored != 1 && !versions.isEmpty()) {
            errors.add(
                    FieldError.invalid(
                            "spec.versions",
                            versions,
                            "must have exactly one version marked as storage version"));
        }
    }
}
