package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.HumanDuration;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.TableColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Events, stored in their core form; `events.k8s.io` is another view of the same objects.
final class EventStrategy implements ResourceStrategy {
    private static final List<String> REFERENCE_FIELDS =
            List.of(
                    "kind",
                    "namespace",
                    "name",
                    "uid",
                    "apiVersion",
                    "resourceVersion",
                    "fieldPath");

    private final ResourceDefinition definition =
            new ResourceDefinitionBuilder(new GroupVersion("", "v1"), "events", "Event")
                    .shortNames("ev")
                    .columns(columns())
                    .selectable(fields("involvedObject", "reportingComponent"))
                    .build();

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }

    @Override
    public List<FieldError> validate(ObjectNode object) {
        String namespace = ObjectMeta.of(object).namespace();
        String involved = object.at("/involvedObject/namespace").asText("");
        boolean clusterScoped = involved.isEmpty() && namespace.equals("default");
        if (involved.equals(namespace) || clusterScoped || involved.isEmpty()) {
            return List.of();
        }

        return List.of(
                FieldError.invalid(
                        "involvedObject.namespace", involved, "does not match event.namespace"));
    }

    /// The fields that selectors may name, read from the stored form.
    ///
    /// @param reference how the version calls `involvedObject`
    /// @param component how the version calls `reportingComponent`
    static List<SelectableField> fields(String reference, String component) {
        List<SelectableField> fields = new ArrayList<>();
        for (String field : REFERENCE_FIELDS) {
            fields.add(
                    new SelectableField(
                            reference + "." + field,
                            event -> event.path("involvedObject").path(field).asText("")));
        }
        fields.add(SelectableField.path("reason"));
        fields.add(SelectableField.path("type"));
        fields.add(
                new SelectableField(
                        component, event -> event.path("reportingComponent").asText("")));
        fields.add(new SelectableField("source", EventStrategy::source));

        return fields;
    }

    private static TableColumn[] columns() {
        return new TableColumn[] {
            aged("Last Seen", "Time since the event last happened", EventStrategy::lastSeen),
            TableColumn.text("Type", "Normal or Warning", event -> event.path("type").asText("")),
            TableColumn.text(
                    "Reason", "Why, in one word", event -> event.path("reason").asText("")),
            TableColumn.text("Object", "What it happened to", EventStrategy::involved),
            TableColumn.text(
                            "Subobject",
                            "Which part of the object",
                            event -> event.at("/involvedObject/fieldPath").asText(""))
                    .wide(),
            TableColumn.text("Source", "Who tells", EventStrategy::sourceWithHost).wide(),
            TableColumn.text(
                    "Message", "What happened", event -> event.path("message").asText("").strip()),
            aged("First Seen", "Time since the event first happened", EventStrategy::firstSeen)
                    .wide(),
            TableColumn.count("Count", "How often", EventStrategy::count).wide(),
            TableColumn.NAME.wide()
        };
    }

    private static TableColumn aged(
            String name, String description, Function<ObjectNode, Optional<Instant>> time) {
        return new TableColumn(
                name,
                "string",
                "",
                description,
                0,
                (event, now) ->
                        TextNode.valueOf(
                                time.apply(event)
                                        .map(then -> HumanDuration.of(Duration.between(then, now)))
                                        .orElse("<unknown>")));
    }

    private static Optional<Instant> lastSeen(ObjectNode event) {
        return first(
                event,
                "/series/lastObservedTime",
                "/lastTimestamp",
                "/firstTimestamp",
                "/eventTime");
    }

    private static Optional<Instant> firstSeen(ObjectNode event) {
        return first(event, "/firstTimestamp", "/eventTime");
    }

    private static Optional<Instant> first(ObjectNode event, String... pointers) {
        return Stream.of(pointers)
                .map(pointer -> KubernetesTime.parse(event.at(pointer).asText("")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String involved(ObjectNode event) {
        JsonNode object = event.path("involvedObject");
        String kind = object.path("kind").asText("").toLowerCase(Locale.ROOT);
        String name = object.path("name").asText("");

        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String source(ObjectNode event) {
        String component = event.at("/source/component").asText("");

        return component.isEmpty() ? event.path("reportingComponent").asText("") : component;
    }

    private static String sourceWithHost(ObjectNode event) {
        String told = event.at("/source/host").asText("");
        String host = told.isEmpty() ? event.path("reportingInstance").asText("") : told;

        return host.isEmpty() ? source(event) : source(event) + ", " + host;
    }

    private static int count(ObjectNode event) {
        JsonNode series = event.at("/series/count");
        int count = series.isNumber() ? series.asInt() : event.path("count").asInt(0);

        return Math.max(1, count);
    }
}
