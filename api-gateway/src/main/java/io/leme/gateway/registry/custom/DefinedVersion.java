package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.codec.schema.StructuralSchema;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One version of a custom kind, as its definition has it.
///
/// @param spec of the whole definition
/// @param version the entry of this version
record DefinedVersion(JsonNode spec, JsonNode version) {
    private static final GroupVersionKind SCALE =
            new GroupVersionKind("autoscaling", "v1", "Scale");
    private static final List<String> STAGES = List.of("none", "alpha", "beta", "stable");
    private static final Pattern VERSION =
            Pattern.compile("v([0-9]{1,9})(?:(alpha|beta)([0-9]{1,9}))?");
    private static final String[] STATUS_VERBS = {"get", "patch", "update"};

    /// Those that are served, the preferred one first: stable ones before beta before alpha, and of
    /// these the higher number.
    static List<DefinedVersion> served(JsonNode definition) {
        List<DefinedVersion> served = new ArrayList<>();
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.path("served").asBoolean(false)) {
                served.add(new DefinedVersion(definition.path("spec"), version));
            }
        }

        served.sort(
                Comparator.comparing((DefinedVersion each) -> rank(each.groupVersion().version()))
                        .reversed());

        return served;
    }

    /// A text that sorts as versions do; other names come last.
    private static String rank(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return "";
        }
        String stage = parts.group(2) == null ? "stable" : parts.group(2);
        String number = parts.group(3) == null ? "0" : parts.group(3);

        return "%s %9s %9s".formatted(STAGES.indexOf(stage), parts.group(1), number);
    }

    /// The one that objects are stored in; a valid definition has one.
    static DefinedVersion stored(JsonNode definition) {
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.path("storage").asBoolean(false)) {
                return new DefinedVersion(definition.path("spec"), version);
            }
        }

        throw new IllegalArgumentException("no version is stored");
    }

    GroupVersion groupVersion() {
        return new GroupVersion(spec.path("group").asText(""), version.path("name").asText(""));
    }

    GroupVersionKind kind() {
        return groupVersion().kind(spec.at("/names/kind").asText(""));
    }

    JsonNode openApi() {
        return version.at("/schema/openAPIV3Schema");
    }

    boolean hasStatus() {
        return version.at("/subresources/status").isObject();
    }

    boolean hasRules() {
        return !openApi().findValues("x-kubernetes-validations").isEmpty();
    }

    JsonNode scale() {
        return version.at("/subresources/scale");
    }

    ObjectSchema schema(ObjectSchema metadata) {
        String[] reversed = spec.path("group").asText("").split("\\.");
        List<String> words = new ArrayList<>(Arrays.asList(reversed)).reversed();
        String name =
                String.join(".", words) + "." + groupVersion().version() + "." + kind().kind();

        return StructuralSchema.of(name, openApi(), metadata);
    }

    ResourceDefinition definition() {
        JsonNode names = spec.path("names");
        ResourceDefinitionBuilder builder =
                new ResourceDefinitionBuilder(
                                groupVersion(),
                                names.path("plural").asText(""),
                                names.path("kind").asText(""))
                        .singular(names.path("singular").asText(""))
                        .shortNames(texts(names.path("shortNames")))
                        .categories(texts(names.path("categories")))
                        .columns(columns())
                        .selectable(selectable());
        if (spec.path("scope").asText("").equals("Cluster")) {
            builder.clusterScoped();
        }
        if (hasStatus()) {
            builder.subresource("status", STATUS_VERBS);
        }
        if (scale().isObject()) {
            builder.subresource(
                    new ResourceDefinition.Subresource("scale", SCALE, List.of(STATUS_VERBS)));
        }

        return builder.build();
    }

    private TableColumn[] columns() {
        JsonNode printed = version.path("additionalPrinterColumns");
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.NAME));
        printed.forEach(column -> columns.add(PrintedColumn.of(column)));
        if (printed.isEmpty()) {
            columns.add(TableColumn.AGE);
        }

        return columns.toArray(TableColumn[]::new);
    }

    private List<SelectableField> selectable() {
        List<SelectableField> fields = new ArrayList<>();
        for (JsonNode field : version.path("selectableFields")) {
            String path = field.path("jsonPath").asText("");
            fields.add(SelectableField.path(path.startsWith(".") ? path.substring(1) : path));
        }

        return fields;
    }

    private static String[] texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText("")));

        return texts.toArray(String[]::new);
    }
}
