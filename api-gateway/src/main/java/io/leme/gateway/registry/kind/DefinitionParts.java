package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.kind.check.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What definitions of custom kinds say beside their schemas: names, versions, columns and where
/// replicas are found; and what of that never changes.
final class DefinitionParts {
    private static final String APPROVAL = "api-approved.kubernetes.io";
    private static final Set<String> COLUMN_TYPES =
            Set.of("boolean", "date", "integer", "number", "string");

    private DefinitionParts() {}

    static void check(Place spec) {
        names(spec.at("names"));
        Place group = spec.at("group");
        List<String> problems = NameRules.dnsSubdomain(group.text());
        if (group.isFilled() && !problems.isEmpty()) {
            group.invalid(String.join(",", problems));
        } else if (group.isFilled() && !group.text().contains(".")) {
            group.invalid("should be a domain with at least one dot");
        }
        Set<String> versions = new HashSet<>();
        boolean unique = true;
        for (Place version : spec.at("versions").elements()) {
            label(version.at("name"), UnaryOperator.identity(), "");
            unique &= versions.add(version.at("name").text());
            columns(version.at("additionalPrinterColumns"));
            scale(version.at("subresources").at("scale"));
            Place warning = version.at("deprecationWarning");
            if (warning.isThere() && !version.at("deprecated").isTrue()) {
                warning.invalid("can only be set for deprecated versions");
            }
        }
        if (!unique) {
            spec.at("versions").invalid("must contain unique version names");
        }
        if (spec.at("preserveUnknownFields").isTrue()) {
            spec.at("preserveUnknownFields")
                    .invalid(
                            "cannot set to true, set x-kubernetes-preserve-unknown-fields to true "
                                    + "in spec.versions[*].schema instead");
        }
        conversion(spec.at("conversion"));
    }

    /// Groups of Kubernetes' own are for kinds that were approved.
    static void checkNew(ObjectNode definition, Place root) {
        String group = root.at("spec").at("group").text();
        boolean own =
                List.of("k8s.io", "kubernetes.io").stream()
                        .anyMatch(each -> group.equals(each) || group.endsWith("." + each));
        if (own && !ObjectMeta.of(definition).annotations().containsKey(APPROVAL)) {
            root.at("metadata")
                    .at("annotations")
                    .key(APPROVAL)
                    .required(
                            "protected groups must have approval annotation \""
                                    + APPROVAL
                                    + "\", see "
                                    + "https://github.com/kubernetes/enhancements/pull/1111");
        }
    }

    /// Objects are kept by these, so they stay.
    static void checkUpdate(Place root, ObjectNode current) {
        for (String field : List.of("group", "scope")) {
            Place place = root.at("spec").at(field);
            if (!place.value().equals(current.path("spec").path(field))) {
                place.invalid("field is immutable");
            }
        }
        for (String name : List.of("kind", "plural")) {
            Place place = root.at("spec").at("names").at(name);
            if (!place.value().equals(current.at("/spec/names/" + name))) {
                place.invalid("field is immutable");
            }
        }
        Set<String> versions = new HashSet<>();
        root.at("spec")
                .at("versions")
                .elements()
                .forEach(each -> versions.add(each.at("name").text()));
        for (Place stored : root.at("status").at("storedVersions").elements()) {
            String name = stored.text();
            if (!versions.contains(name)) {
                stored.invalid(
                        ("missing from spec.versions; %1$s was previously a storage version, and "
                                        + "must remain in spec.versions until a storage migration "
                                        + "ensures no data remains persisted in %1$s and removes "
                                        + "%1$s from status.storedVersions")
                                .formatted(name));
            }
        }
    }

    private static void names(Place names) {
        label(names.at("plural"), UnaryOperator.identity(), "");
        label(names.at("singular"), UnaryOperator.identity(), "");
        String mixed = "may have mixed case, but should otherwise match: ";
        for (String field : List.of("kind", "listKind")) {
            label(names.at(field), text -> text.toLowerCase(Locale.ROOT), mixed);
        }
        for (String field : List.of("shortNames", "categories")) {
            for (Place name : names.at(field).elements()) {
                label(name, UnaryOperator.identity(), "");
            }
        }
        Place list = names.at("listKind");
        if (list.isFilled() && list.value().equals(names.at("kind").value())) {
            list.invalid("kind and listKind may not be the same");
        }
    }

    private static void label(Place name, UnaryOperator<String> as, String before) {
        List<String> problems = NameRules.dns1035Label(as.apply(name.text()));
        if (name.isFilled() && !problems.isEmpty()) {
            name.invalid(before + String.join(",", problems));
        }
    }

    private static void columns(Place columns) {
        for (Place column : columns.elements()) {
            column.at("name").requireFilled();
            column.at("jsonPath").requireFilled();
            Place type = column.at("type");
            String known = "must be one of boolean,date,integer,number,string";
            if (!type.isFilled()) {
                type.required(known);
            } else if (!COLUMN_TYPES.contains(type.text())) {
                type.invalid(known);
            }
        }
    }

    private static void scale(Place scale) {
        if (!scale.isThere()) {
            return;
        }
        for (String part : List.of("spec", "status")) {
            Place path = scale.at(part + "ReplicasPath");
            if (!path.isFilled()) {
                path.required("");
            } else if (!path.text().startsWith("." + part + ".")) {
                path.invalid("should be a json path under ." + part);
            }
        }
        Place selector = scale.at("labelSelectorPath");
        String text = selector.text();
        if (selector.isFilled() && !text.startsWith(".spec.") && !text.startsWith(".status.")) {
            selector.invalid("should be a json path under either .spec or .status");
        }
    }

    private static void conversion(Place conversion) {
        Place strategy = conversion.at("strategy");
        if (strategy.isFilled() && !List.of("None", "Webhook").contains(strategy.text())) {
            strategy.notSupported(List.of("None", "Webhook"));
        }
        Place webhook = conversion.at("webhook");
        if (strategy.text().equals("None") && webhook.isThere()) {
            for (String field : List.of("clientConfig", "conversionReviewVersions")) {
                if (webhook.at(field).isThere()) {
                    String told = field.equals("clientConfig") ? "webhookClientConfig" : field;
                    conversion
                            .at(told)
                            .forbidden("should not be set when strategy is not set to Webhook");
                }
            }
        }
    }
}
