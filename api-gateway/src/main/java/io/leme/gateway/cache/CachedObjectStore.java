package io.leme.gateway.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.storage.ContinueToken;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectUpdate;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.Selection;
import io.leme.gateway.storage.StoredType;
import io.leme.gateway.storage.UpdateOutcome;
import io.leme.gateway.storage.WatchQuery;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// An object store that answers lists and watches from memory and hands everything else to the
/// store below.
final class CachedObjectStore implements ObjectStore, AutoCloseable {
    private final ObjectStore below;
    private final CacheSettings settings;
    private final TypeState state;
    private final Feeder feeder;

    private CachedObjectStore(
            ObjectStore below, CacheSettings settings, TypeState state, Feeder feeder) {
        this.below = below;
        this.settings = settings;
        this.state = state;
        this.feeder = feeder;
    }

    /// Opens the cache of a type and begins to fill it.
    static CachedObjectStore open(ObjectStore below, StoredType type, CacheSettings settings) {
        TypeState state = new TypeState(type, settings);
        Feeder feeder = Feeder.start(below, type, state, settings);

        return new CachedObjectStore(below, settings, state, feeder);
    }

    /// Whether the type was read.
    boolean isReady() {
        return state.revision() > 0;
    }

    @Override
    public Optional<ApiObject> get(NamespacedName name, ReadVersion version) {
        return switch (version) {
            case ReadVersion.MostRecent most -> below.get(name, version);
            case ReadVersion.Exact exact -> below.get(name, version);
            case ReadVersion.Any any -> {
                requireReady();
                yield state.find(name);
            }
            case ReadVersion.NotOlderThan notOlder ->
                    isFresh(notOlder) ? state.find(name) : below.get(name, version);
        };
    }

    @Override
    public ObjectPage list(ListQuery query) {
        if (!query.continueToken().isEmpty()) {
            return below.list(query);
        }

        return switch (query.version()) {
            case ReadVersion.Exact exact -> below.list(query);
            case ReadVersion.MostRecent most ->
                    isFresh(most) ? page(query, query.limit()) : below.list(query);
            case ReadVersion.Any any -> {
                requireReady();
                yield page(query, 0);
            }
            case ReadVersion.NotOlderThan notOlder ->
                    isFresh(notOlder) ? page(query, query.limit()) : below.list(query);
        };
    }

    @Override
    public ApiObject create(NamespacedName name, ObjectNode object) {
        return below.create(name, object);
    }

    @Override
    public UpdateOutcome guaranteedUpdate(NamespacedName name, ObjectUpdate update) {
        return below.guaranteedUpdate(name, update);
    }

    @Override
    public ApiObject delete(NamespacedName name, Consumer<ApiObject> check) {
        return below.delete(name, check);
    }

    @Override
    public boolean tellsProgress() {
        return below.tellsProgress();
    }

    @Override
    public long currentRevision() {
        return below.currentRevision();
    }

    @Override
    public ObjectWatch watch(WatchQuery query) {
        requireReady();

        return switch (query.start()) {
            case WatchQuery.Start.After(long revision) -> state.watchAfter(query, revision);
            case WatchQuery.Start.Now now -> state.watchNow(query);
            case WatchQuery.Start.WithState(ReadVersion version, boolean endBookmark) ->
                    isFresh(version)
                            ? state.watchWithState(query)
                            : state.watchAfterState(
                                    query,
                                    below.list(new ListQuery(query.selection(), version, 0, "")));
        };
    }

    @Override
    public void close() {
        feeder.close();
        state.close();
    }

    /// @param limit 0 for everything: a read of any version is as cheap whole as in pages
    private ObjectPage page(ListQuery query, long limit) {
        TypeState.Snapshot snapshot = state.snapshot(query.selection());
        List<ApiObject> objects = snapshot.objects();
        if (limit == 0 || objects.size() <= limit) {
            return new ObjectPage(snapshot.revision(), objects, "", OptionalLong.empty());
        }

        List<ApiObject> first = objects.subList(0, (int) limit);
        ContinueToken token =
                ContinueToken.after(
                        snapshot.revision(), pathInScope(first.getLast(), query.selection()));
        OptionalLong remaining =
                query.selection().isWholeScope()
                        ? OptionalLong.of(objects.size() - limit)
                        : OptionalLong.empty();

        return new ObjectPage(snapshot.revision(), first, token.encode(), remaining);
    }

    private static String pathInScope(ApiObject object, Selection selection) {
        return selection.namespace().isEmpty() ? object.name().path() : object.name().name();
    }

    /// Whether the memory is as fresh as asked for, after a short wait if need be. When it is not,
    /// the store below answers; it also finds the words for revisions that have not happened yet.
    private boolean isFresh(ReadVersion version) {
        return switch (version) {
            case ReadVersion.Any any -> true;
            case ReadVersion.MostRecent most ->
                    below.tellsProgress() && await(below.currentRevision());
            case ReadVersion.NotOlderThan(long revision) -> await(revision);
            case ReadVersion.Exact exact -> false;
        };
    }

    /// @throws ApiException TooManyRequests while the type is being read for the first time
    private void requireReady() {
        if (!isReady() && !await(1)) {
            throw ApiErrors.tooManyRequests("storage is (re)initializing", 1);
        }
    }

    private boolean await(long revision) {
        try {
            return state.await(
                    revision,
                    settings.freshWait(),
                    settings.progressEvery(),
                    feeder::requestProgress);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();

            throw new ApiException(
                    ApiErrors.timeout("the request was cancelled").status(), stopped);
        }
    }
}
