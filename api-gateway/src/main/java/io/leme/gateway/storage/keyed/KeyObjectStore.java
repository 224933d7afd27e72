package io.leme.gateway.storage.keyed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.storage.ListQuery;
import io.leme.gateway.storage.ObjectPage;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectUpdate;
import io.leme.gateway.storage.ObjectWatch;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.StoredType;
import io.leme.gateway.storage.UpdateOutcome;
import io.leme.gateway.storage.WatchQuery;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// An object store on a key space: one key per object, `prefix + namespace/name`, written under the
/// condition that nobody else wrote since it was read.
public final class KeyObjectStore implements ObjectStore {
    /// How often a guaranteed update starts again before it gives up with a Conflict.
    private static final int MAX_ATTEMPTS = 64;

    private final KeySpace keys;
    private final StoredType type;
    private final StorageErrors errors;
    private final PageReader pages;

    /// @param keys where the objects are
    /// @param type what they are
    public KeyObjectStore(KeySpace keys, StoredType type) {
        this.keys = keys;
        this.type = type;
        this.errors = new StorageErrors(type.resource());
        this.pages = new PageReader(keys, type, errors);
    }

    @Override
    public Optional<ApiObject> get(NamespacedName name, ReadVersion version) {
        KeySpace.Found found = call("get", () -> keys.read(key(name)));
        pages.requireReached(version, found.revision());

        return found.entries().stream().findFirst().map(this::decode);
    }

    @Override
    public ObjectPage list(ListQuery query) {
        return pages.read(query);
    }

    @Override
    public ApiObject create(NamespacedName name, ObjectNode object) {
        byte[] value = ObjectValues.encode(object);
        KeySpace.Attempt attempt = call("create", () -> keys.put(key(name), value, 0));

        return switch (attempt) {
            case KeySpace.Attempt.Done(long revision) -> ApiObject.written(object, value, revision);
            case KeySpace.Attempt.Lost lost ->
                    throw ApiErrors.alreadyExists(type.resource(), name.name());
        };
    }

    @Override
    public UpdateOutcome guaranteedUpdate(NamespacedName name, ObjectUpdate update) {
        Optional<KeySpace.Entry> current = read(name, "update");
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Try result = tryOnce(name, current, update);
            if (result.outcome().isPresent()) {
                return result.outcome().get();
            }
            current = result.newer();
        }

        throw ApiErrors.modified(type.resource(), name.name());
    }

    /// One round of a guaranteed update.
    ///
    /// @param outcome empty when somebody else was faster
    /// @param newer what the other one left
    private record Try(Optional<UpdateOutcome> outcome, Optional<KeySpace.Entry> newer) {
        static Try done(UpdateOutcome.Effect effect, ApiObject object) {
            return new Try(Optional.of(new UpdateOutcome(effect, object)), Optional.empty());
        }
    }

    private Try tryOnce(
            NamespacedName name, Optional<KeySpace.Entry> current, ObjectUpdate update) {
        Optional<ApiObject> present = current.map(this::decode);
        long expected = current.map(KeySpace.Entry::modRevision).orElse(0L);

        return switch (update.decide(present)) {
            case ObjectUpdate.Decision.Keep keep ->
                    Try.done(
                            UpdateOutcome.Effect.UNCHANGED,
                            present.orElseThrow(() -> missing(name)));
            case ObjectUpdate.Decision.Write(ObjectNode next) -> write(name, current, next);
            case ObjectUpdate.Decision.Delete(ObjectNode last) ->
                    switch (call("delete", () -> keys.delete(key(name), expected))) {
                        case KeySpace.Attempt.Done(long revision) ->
                                Try.done(
                                        UpdateOutcome.Effect.DELETED,
                                        ApiObject.own(last, revision));
                        case KeySpace.Attempt.Lost(Optional<KeySpace.Entry> newer) ->
                                new Try(Optional.empty(), newer);
                    };
        };
    }

    private Try write(NamespacedName name, Optional<KeySpace.Entry> current, ObjectNode next) {
        byte[] value = ObjectValues.encode(next);
        if (current.isPresent() && ObjectValues.same(value, current.get().value())) {
            return Try.done(
                    UpdateOutcome.Effect.UNCHANGED,
                    ApiObject.written(next, value, current.get().modRevision()));
        }

        long expected = current.map(KeySpace.Entry::modRevision).orElse(0L);
        UpdateOutcome.Effect effect =
                current.isPresent() ? UpdateOutcome.Effect.UPDATED : UpdateOutcome.Effect.CREATED;

        return switch (call("update", () -> keys.put(key(name), value, expected))) {
            case KeySpace.Attempt.Done(long revision) ->
                    Try.done(effect, ApiObject.written(next, value, revision));
            case KeySpace.Attempt.Lost(Optional<KeySpace.Entry> newer) ->
                    new Try(Optional.empty(), newer);
        };
    }

    @Override
    public ApiObject delete(NamespacedName name, Consumer<ApiObject> check) {
        UpdateOutcome outcome =
                guaranteedUpdate(
                        name,
                        current -> {
                            ApiObject present = current.orElseThrow(() -> missing(name));
                            check.accept(present);

                            return new ObjectUpdate.Decision.Delete(present.copy());
                        });

        return outcome.object();
    }

    @Override
    public ObjectWatch watch(WatchQuery query) {
        return call("watch", () -> FeedWatch.open(keys, type, query, pages));
    }

    @Override
    public boolean tellsProgress() {
        return keys.tellsProgress();
    }

    @Override
    public long currentRevision() {
        return call("get", () -> keys.read(type.keyPrefix())).revision();
    }

    private Optional<KeySpace.Entry> read(NamespacedName name, String operation) {
        return call(operation, () -> keys.read(key(name))).entries().stream().findFirst();
    }

    private ApiObject decode(KeySpace.Entry entry) {
        return ObjectValues.decode(type.nameOf(entry.key()), entry.value(), entry.modRevision());
    }

    private String key(NamespacedName name) {
        return type.keyPrefix() + name.path();
    }

    private ApiException missing(NamespacedName name) {
        return ApiErrors.notFound(type.resource(), name.name());
    }

    private <T> T call(String operation, Supplier<T> action) {
        try {
            return action.get();
        } catch (StorageFailure failure) {
            throw errors.translate(failure, operation);
        }
    }
}
