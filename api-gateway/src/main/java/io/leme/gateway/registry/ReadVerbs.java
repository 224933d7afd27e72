package io.leme.gateway.registry;

import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldRequirement;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ResourceVersion;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.WatchQuery;
import java.time.Duration;
import java.util.Optional;

/// Get, list and watch: turns options into queries of the store, by the tables of Kubernetes.
final class ReadVerbs {
    /// Lifetimes of watches that do not ask for one are spread over this, from as much on.
    private static final int MIN_WATCH_SECONDS = 1800;

    private final Engine engine;

    ReadVerbs(Engine engine) {
        this.engine = engine;
    }

    ApiObject get(NamespacedName name, String resourceVersion) {
        return engine.store()
                .get(name, notOlderThan(resourceVersion))
                .map(engine::served)
                .orElseThrow(() -> engine.notFound(name));
    }

    ResourceList list(String namespace, ListOptions options) {
        ListQuery query =
                new ListQuery(
                        selection(namespace, options),
                        listVersion(options),
                        options.limit(),
                        options.continueToken());
        ObjectPage page = engine.store().list(query);

        return new ResourceList(
                engine.definition().kind().groupVersion(),
                engine.definition().listKind(),
                page.resourceVersion(),
                page.continueToken(),
                page.remainingItemCount(),
                engine.conversion().allToServed(page.items()));
    }

    ObjectWatch watch(String namespace, ListOptions options) {
        return engine.conversion().toServed(watchStored(namespace, options));
    }

    ObjectWatch watchStored(String namespace, ListOptions options) {
        long seconds =
                options.timeoutSeconds()
                        .filter(asked -> asked > 0)
                        .orElseGet(() ->
                                (long) MIN_WATCH_SECONDS
                                        + engine.parts().random().nextInt(MIN_WATCH_SECONDS));
        WatchQuery query =
                new WatchQuery(
                        selection(namespace, options),
                        start(options),
                        options.allowWatchBookmarks(),
                        Duration.ofSeconds(seconds));

        return engine.store().watch(query);
    }

    private Selection selection(String namespace, ListOptions options) {
        options.fieldSelector().requirements().forEach(this::requireSelectable);
        Optional<String> name = options.fieldSelector().exactly("metadata.name");

        return new Selection(namespace, name, options.labelSelector(), options.fieldSelector());
    }

    private void requireSelectable(FieldRequirement requirement) {
        String label = requirement.field();
        boolean known =
                label.equals("metadata.name")
                        || label.equals("metadata.namespace")
                        || engine.definition().selectableFields().stream()
                                .anyMatch(field -> field.label().equals(label));
        if (known) {
            return;
        }

        throw ApiErrors.badRequest(
                engine.definition().selectableFields().isEmpty()
                        ? "\""
                                + label
                                + "\" is not a known field selector: only \"metadata.name\","
                                + " \"metadata.namespace\""
                        : "field label not supported: " + label);
    }

    private static ReadVersion listVersion(ListOptions options) {
        if (!options.continueToken().isEmpty()) {
            if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
                throw ApiErrors.badRequest(
                        "specifying resource version is not allowed when using continue");
            }

            return new ReadVersion.MostRecent();
        }

        return switch (options.match()) {
            case EXACT -> new ReadVersion.Exact(ResourceVersion.parse(options.resourceVersion()));
            case NOT_OLDER_THAN -> notOlderThan(options.resourceVersion());
            case UNSET -> {
                long version = options.version().orElse(0L);
                yield options.limit() > 0 && version > 0
                        ? new ReadVersion.Exact(version)
                        : notOlderThan(options.resourceVersion());
            }
        };
    }

    private static WatchQuery.Start start(ListOptions options) {
        long version = options.version().orElse(0L);
        if (options.sendInitialEvents().isPresent()) {
            boolean state = options.sendInitialEvents().get();
            if (state) {
                return new WatchQuery.Start.WithState(
                        notOlderThan(options.resourceVersion()), options.allowWatchBookmarks());
            }

            return version == 0 ? new WatchQuery.Start.Now() : new WatchQuery.Start.After(version);
        }

        // Since 1.34 who does not say what to begin with, and names no state, is told as well
        // where the state ends.
        return version == 0
                ? new WatchQuery.Start.WithState(
                        notOlderThan(options.resourceVersion()), options.allowWatchBookmarks())
                : new WatchQuery.Start.After(version);
    }

    private static ReadVersion notOlderThan(String resourceVersion) {
        if (resourceVersion.isEmpty()) {
            return new ReadVersion.MostRecent();
        }

        long version = ResourceVersion.parse(resourceVersion);

        return version == 0 ? new ReadVersion.Any() : new ReadVersion.NotOlderThan(version);
    }
}
