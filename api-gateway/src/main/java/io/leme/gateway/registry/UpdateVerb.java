package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionRequest;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.storage.ObjectUpdate;
import io.leme.gateway.storage.ObjectUpdate.Decision;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.UpdateOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Replaces objects: updates and patches differ only in where the wanted state comes from.
final class UpdateVerb {
    private static final List<String> RESTORED =
            List.of(
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "generation",
                    "selfLink");

    private final Engine engine;
    private final CreateVerb creation;

    UpdateVerb(Engine engine, CreateVerb creation) {
        this.engine = engine;
        this.creation = creation;
    }

    /// Makes the wanted state from the present one; runs again for each newer present state.
    @FunctionalInterface
    interface Wanted {
        /// @param served present state in the served version, shared; empty when there is none
        /// @return a tree in the served version, given away
        ObjectNode from(Optional<ApiObject> served);
    }

    /// What an update is, for what there is no object to update.
    enum Mode {
        /// Creates an absent object if its kind allows that.
        REPLACE,
        /// Needs an object.
        PATCH,
        /// Creates an absent object, and has settled who owns what.
        APPLY
    }

    /// One update as it was asked for.
    ///
    /// @param mode which sort of update
    record Asked(
            RequestContext context,
            NamespacedName name,
            String subresource,
            Wanted wanted,
            Mode mode,
            WriteOptions options) {
        /// The same update of the object that a view shows a part of.
        Asked through(SubresourceView view, Engine engine) {
            Wanted whole =
                    current -> {
                        ApiObject present = current.orElseThrow(() -> engine.notFound(name));
                        ObjectNode shown = view.show(present.tree());
                        ApiObject part = ApiObject.own(shown, present.resourceVersion());
                        ObjectNode wantedPart = wanted.from(Optional.of(part));
                        ObjectNode object = present.copy();
                        ObjectMeta.of(object)
                                .set(
                                        "resourceVersion",
                                        ObjectMeta.of(wantedPart).resourceVersion());
                        view.write(wantedPart, object);

                        return object;
                    };

            Mode through = mode == Mode.REPLACE ? Mode.PATCH : mode;

            return new Asked(context, name, subresource, whole, through, options);
        }
    }

    Resource.Written update(Asked asked) {
        ObjectUpdate update = current -> decide(asked, current);
        UpdateOutcome outcome =
                asked.options().dryRun() ? rehearse(asked.name(), update) : write(asked, update);

        return new Resource.Written(
                engine.served(outcome.object()), outcome.effect() == UpdateOutcome.Effect.CREATED);
    }

    /// Writes, and gives back what the object does not have any more.
    private UpdateOutcome write(Asked asked, ObjectUpdate update) {
        AtomicReference<@Nullable ObjectNode> before = new AtomicReference<>();
        UpdateOutcome outcome =
                engine.store()
                        .guaranteedUpdate(
                                asked.name(),
                                current -> {
                                    before.set(current.map(ApiObject::tree).orElse(null));

                                    return update.decide(current);
                                });
        ObjectNode last = before.get();
        if (last != null) {
            boolean gone = outcome.effect() == UpdateOutcome.Effect.DELETED;
            engine.strategy().release(last, gone ? null : outcome.object().tree());
        }

        return outcome;
    }

    private Decision decide(Asked asked, Optional<ApiObject> current) {
        boolean creates = current.isEmpty();
        if (creates && !mayCreate(asked)) {
            throw engine.notFound(asked.name());
        }

        ObjectNode served = asked.wanted().from(current.map(engine::served));
        requireSameName(asked.name(), ObjectMeta.of(served));
        if (creates) {
            return new Decision.Write(createOnUpdate(asked, served));
        }

        return change(asked, engine.conversion().toStored(served), current.get());
    }

    private boolean mayCreate(Asked asked) {
        return asked.subresource().isEmpty()
                && switch (asked.mode()) {
                    case REPLACE -> engine.strategy().allowsCreateOnUpdate();
                    case PATCH -> false;
                    case APPLY -> true;
                };
    }

    private ObjectNode createOnUpdate(Asked asked, ObjectNode served) {
        ObjectMeta meta = ObjectMeta.of(served);
        if (!meta.uid().isEmpty()) {
            throw ApiErrors.conflict(
                    engine.resource(),
                    asked.name().name(),
                    "Precondition failed: UID in precondition: "
                            + meta.uid()
                            + ", UID in "
                            + "object meta: ");
        }
        meta.set("resourceVersion", "");

        return creation.prepared(
                asked.context(),
                engine.conversion().toStored(served),
                asked.options(),
                asked.mode() == Mode.APPLY);
    }

    private Decision change(Asked asked, ObjectNode object, ApiObject current) {
        requireCurrent(asked.name(), ObjectMeta.of(object), current);
        restore(object, current.tree());
        OwnerReferences.deduplicate(object, asked.context());
        engine.strategy().defaults(object);
        engine.parts().admission().mutate(admission(asked, object, current));
        if (asked.mode() != Mode.APPLY) {
            track(asked, object, current.tree());
        }
        engine.strategy().prepareForUpdate(object, current.tree(), asked.subresource());
        countGeneration(object, current.tree());
        engine.requireValid(object, current.tree());
        engine.admit(admission(asked, object, current), object, current.tree());

        return isFinished(object) ? new Decision.Delete(object) : new Decision.Write(object);
    }

    private void track(Asked asked, ObjectNode object, ObjectNode current) {
        engine.owners()
                .ifPresent(owners ->
                        owners.track(
                                current,
                                object,
                                engine.writer(asked.options(), asked.subresource(), object)));
    }

    /// Whether nothing holds an object any more that was to be deleted.
    private boolean isFinished(ObjectNode object) {
        ObjectMeta meta = ObjectMeta.of(object);
        boolean hasTime = meta.metadata().path("deletionGracePeriodSeconds").asLong(0) > 0;

        return meta.isTerminating() && !hasTime && !engine.strategy().waitsForFinalizers(object);
    }

    private void requireSameName(NamespacedName name, ObjectMeta meta) {
        if (meta.name().isEmpty()) {
            throw ApiErrors.badRequest(
                    "the name of the object ("
                            + name.name()
                            + " based on URL) was undeterminable: name must be provided");
        }
        if (!meta.name().equals(name.name())) {
            throw ApiErrors.badRequest(
                    "the name of the object ("
                            + meta.name()
                            + ") does not match the name on the URL ("
                            + name.name()
                            + ")");
        }
        if (!engine.definition().namespaced() || meta.namespace().isEmpty()) {
            meta.set("namespace", name.namespace());
        } else if (!meta.namespace().equals(name.namespace())) {
            throw ApiErrors.badRequest(
                    "the namespace of the object ("
                            + meta.namespace()
                            + ") does not match the namespace on the request ("
                            + name.namespace()
                            + ")");
        }
    }

    /// The uid and the resourceVersion of the body are conditions.
    private void requireCurrent(NamespacedName name, ObjectMeta meta, ApiObject current) {
        String uid = meta.uid();
        if (!uid.isEmpty() && !uid.equals(current.meta().uid())) {
            throw ApiErrors.conflict(
                    engine.resource(),
                    name.name(),
                    "Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: "
                            + current.meta().uid());
        }

        String version = meta.resourceVersion();
        boolean unconditional = version.isEmpty() || version.equals("0");
        if (unconditional && !engine.strategy().allowsUnconditionalUpdate()) {
            throw ApiErrors.invalid(
                    engine.definition().kind().groupKind(),
                    name.name(),
                    List.of(
                            FieldError.invalid(
                                    "metadata.resourceVersion",
                                    0,
                                    "must be specified for an " + "update")));
        }
        if (!unconditional && !version.equals(Long.toString(current.resourceVersion()))) {
            throw ApiErrors.modified(engine.resource(), name.name());
        }
    }

    /// What only the server may change stays as it is.
    private static void restore(ObjectNode object, ObjectNode current) {
        ObjectNode metadata = ObjectMeta.of(object).writable();
        JsonNode before = current.path("metadata");
        for (String field : RESTORED) {
            if (before.has(field)) {
                metadata.set(field, before.get(field));
            } else {
                metadata.remove(field);
            }
        }
        metadata.set("uid", before.path("uid"));
    }

    private void countGeneration(ObjectNode object, ObjectNode current) {
        if (engine.strategy().countsGenerations() && !content(object).equals(content(current))) {
            ObjectMeta.of(object).setGeneration(ObjectMeta.of(current).generation() + 1);
        }
    }

    /// What the generation counts the changes of.
    private static ObjectNode content(ObjectNode object) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> content.set(entry.getKey(), entry.getValue()));
        content.remove(List.of("metadata", "status"));

        return content;
    }

    private AdmissionRequest admission(Asked asked, ObjectNode object, ApiObject current) {
        return new AdmissionRequest(
                AdmissionRequest.Operation.UPDATE,
                engine.definition().resource(),
                engine.definition().kind(),
                asked.name().namespace(),
                asked.name().name(),
                asked.subresource(),
                object,
                current.tree(),
                asked.context().requester(),
                asked.options().dryRun());
    }

    /// Decides as the store would, and writes nothing.
    private UpdateOutcome rehearse(NamespacedName name, ObjectUpdate update) {
        Optional<ApiObject> current = engine.store().get(name, new ReadVersion.MostRecent());
        long revision = current.map(ApiObject::resourceVersion).orElse(0L);

        return switch (update.decide(current)) {
            case Decision.Write(ObjectNode object) ->
                    new UpdateOutcome(
                            current.isPresent()
                                    ? UpdateOutcome.Effect.UPDATED
                                    : UpdateOutcome.Effect.CREATED,
                            ApiObject.own(object, revision));
            case Decision.Delete(ObjectNode last) ->
                    new UpdateOutcome(UpdateOutcome.Effect.DELETED, ApiObject.own(last, revision));
            case Decision.Keep keep ->
                    new UpdateOutcome(
                            UpdateOutcome.Effect.UNCHANGED,
                            current.orElseThrow(() -> engine.notFound(name)));
        };
    }
}
