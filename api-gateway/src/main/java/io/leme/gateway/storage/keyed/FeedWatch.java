package io.leme.gateway.storage.keyed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.StoredType;
import io.leme.gateway.storage.WatchQuery;
import io.leme.gateway.storage.WatchSignal;
import io.leme.gateway.watch.Change;
import io.leme.gateway.watch.WatchSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A watch with a feed of its own: a slow reader slows down only that feed, and nothing is cut off.
///
/// This is the watch that the cache holds, one per type; the watches of clients come from the
/// cache.
final class FeedWatch implements ObjectWatch, KeySpace.Listener {
    private final StoredType type;
    private final WatchSession session;
    private volatile KeySpace.@Nullable Feed feed;

    private FeedWatch(StoredType type, WatchSession session) {
        this.type = type;
        this.session = session;
    }

    static ObjectWatch open(KeySpace keys, StoredType type, WatchQuery query, PageReader pages) {
        return switch (query.start()) {
            case WatchQuery.Start.After(long revision) -> start(keys, type, query, null, revision);
            case WatchQuery.Start.Now now ->
                    start(keys, type, query, null, keys.read(type.keyPrefix()).revision());
            case WatchQuery.Start.WithState state -> {
                ObjectPage page =
                        pages.read(new ListQuery(query.selection(), state.version(), 0, ""));
                yield start(keys, type, query, page, page.resourceVersion());
            }
        };
    }

    private static FeedWatch start(
            KeySpace keys,
            StoredType type,
            WatchQuery query,
            @Nullable ObjectPage state,
            long revision) {
        List<ApiObject> items = state == null ? List.of() : state.items();
        WatchSession session = WatchSession.open(query, type.fields(), items, revision);
        FeedWatch watch = new FeedWatch(type, session);
        KeySpace.Feed feed = keys.feed(type.keyPrefix(), revision, watch);
        watch.feed = feed;
        session.whenOver(feed::close);

        return watch;
    }

    @Override
    public WatchSignal next() throws InterruptedException {
        return session.next();
    }

    @Override
    public void requestProgress() {
        KeySpace.Feed open = feed;
        if (open != null) {
            open.requestProgress();
        }
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public void onChange(
            String key, byte @Nullable [] before, byte @Nullable [] after, long revision)
            throws InterruptedException {
        NamespacedName name = type.nameOf(key);
        ApiObject then = before == null ? null : ObjectValues.decode(name, before, revision);
        ApiObject now = after == null ? null : ObjectValues.decode(name, after, revision);
        boolean known = then != null || now != null;
        session.put(new Change(name, known ? then : tombstone(name, revision), now, revision));
    }

    /// Stands for a deleted object whose last state is compacted away.
    private ApiObject tombstone(NamespacedName name, long revision) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", type.kind().kind()).put("apiVersion", type.kind().apiVersion());
        object.putObject("metadata").put("name", name.name()).put("namespace", name.namespace());

        return ApiObject.own(object, revision);
    }

    @Override
    public void onProgress(long revision) throws InterruptedException {
        session.putProgress(revision);
    }

    @Override
    public void onEnd(StorageFailure why) {
        ApiStatus status =
                switch (why.kind()) {
                    case COMPACTED ->
                            ApiErrors.expired(
                                            "The resourceVersion for the provided watch is "
                                                    + "too old.")
                                    .status();
                    case UNAVAILABLE, UNKNOWN_OUTCOME, FUTURE_REVISION, TOO_LARGE, BROKEN ->
                            ApiErrors.internal(why.text()).status();
                };
        session.fail(status);
    }
}
