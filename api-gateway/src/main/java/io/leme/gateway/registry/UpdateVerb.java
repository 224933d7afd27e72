package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
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

    /// One update as it was asked for.
    ///
    /// @param mayCreate whether an absent object is created, if its kind allows that
    record Asked(
            RequestContext context,
            NamespacedName name,
            String subresource,
            Wanted wanted,
            boolean mayCreate,
            WriteOptions options) {}

    Resource.Written update(Asked asked) {
        ObjectUpdate update = current -> decide(asked, current);
        UpdateOutcome outcome =
                asked.options().dryRun()
                        ? rehearse(asked.name(), update)
                        : engine.store().guaranteedUpdate(asked.name(), update);

        return new Resource.Written(
                engine.served(outcome.object()), outcome.effect() == UpdateOutcome.Effect.CREATED);
    }

    private Decision decide(Asked asked, Optional<ApiObject> current) {
        boolean creates = current.isEmpty();
        if (creates && !(asked.mayCreate() && engine.strategy().allowsCreateOnUpdate())) {
            throw engine.notFound(asked.name());
        }

        ObjectNode served = asked.wanted().from(current.map(engine::served));
        requireSameName(asked.name(), ObjectMeta.of(served));
        if (creates) {
            return new Decision.Write(createOnUpdate(asked, served));
        }

        return change(asked, engine.conversion().toStored(served), current.get());
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
                asked.name(),
                engine.conversion().toStored(served),
                asked.options());
    }

    private Decision change(Asked asked, ObjectNode object, ApiObject current) {
        requireCurrent(asked.name(), ObjectMeta.of(object), current);
        restore(object, current.tree());
        engine.strategy().defaults(object);
        engine.strategy().prepareForUpdate(object, current.tree(), asked.subresource());
        engine.parts().admission().mutate(admission(asked, object, current));
        countGeneration(object, current.tree());
        engine.requireValid(object, current.tree());
        engine.parts().admission().validate(admission(asked, object, current));

        boolean finished =
                ObjectMeta.of(object).isTerminating()
                        && !engine.strategy().waitsForFinalizers(object);

        return finished ? new Decision.Delete(object) : new Decision.Write(object);
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
        metadata.remove("managedFields");
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
        if (engine.strategy().countsGenerations()
                && !object.path("spec").equals(current.path("spec"))) {
            ObjectMeta.of(object).setGeneration(ObjectMeta.of(current).generation() + 1);
        }
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
