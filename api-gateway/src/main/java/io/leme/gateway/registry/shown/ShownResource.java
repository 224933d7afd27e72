package io.leme.gateway.registry.shown;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldSelector;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceList;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.WatchQuery;
import io.leme.gateway.watch.WatchSession;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// A resource of objects that are made when they are asked for; cluster-scoped, read only.
final class ShownResource implements Resource {
    /// Of all objects: they have no history.
    private static final long VERSION = 1;

    private static final long LONGEST_WATCH_SECONDS = 1800;

    private final ResourceDefinition definition;
    private final Supplier<List<ObjectNode>> objects;

    /// @param objects makes them all, in the order of their names
    ShownResource(ResourceDefinition definition, Supplier<List<ObjectNode>> objects) {
        this.definition = definition;
        this.objects = objects;
    }

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public ApiObject get(NamespacedName name, String resourceVersion) {
        return objects.get().stream()
                .filter(each -> ObjectMeta.of(each).name().equals(name.name()))
                .findFirst()
                .map(each -> ApiObject.own(each, VERSION))
                .orElseThrow(() ->
                        ApiErrors.notFound(definition.resource().groupResource(), name.name()));
    }

    @Override
    public ResourceList list(String namespace, ListOptions options) {
        return new ResourceList(
                definition.kind().groupVersion(),
                definition.listKind(),
                VERSION,
                "",
                OptionalLong.empty(),
                selected(options));
    }

    @Override
    public ObjectWatch watch(String namespace, ListOptions options) {
        long seconds =
                options.timeoutSeconds().filter(each -> each > 0).orElse(LONGEST_WATCH_SECONDS);
        var start = new WatchQuery.Start.WithState(new ReadVersion.Any(), false);
        var query =
                new WatchQuery(
                        Selection.EVERYTHING,
                        start,
                        options.allowWatchBookmarks(),
                        Duration.ofSeconds(seconds));
        boolean fromNow = options.version().orElse(0L) >= VERSION;
        return WatchSession.open(
                query, this::text, fromNow ? List.of() : selected(options), VERSION);
    }

    private List<ApiObject> selected(ListOptions options) {
        FieldSelector fields = options.fieldSelector();
        return objects.get().stream()
                .map(each -> ApiObject.own(each, VERSION))
                .filter(each ->
                        options.labelSelector().matches(each::label)
                                && fields.matches(field -> text(each.tree(), field)))
                .toList();
    }

    private String text(ObjectNode object, String field) {
        return SelectableField.text(definition.selectableFields(), object, field);
    }
}
