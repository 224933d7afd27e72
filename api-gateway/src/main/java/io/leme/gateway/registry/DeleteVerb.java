package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionRequest;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.PropagationPolicy;
import io.leme.gateway.meta.StatusDetails;
import io.leme.gateway.storage.ObjectUpdate.Decision;
import io.leme.gateway.storage.ReadVersion;
import io.leme.gateway.storage.UpdateOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Deletes objects, or marks those that wait for their finalizers.
///
/// The propagation policy becomes a finalizer, which the garbage collector acts on and takes away.
final class DeleteVerb {
    private static final String ORPHAN = "orphan";
    private static final String FOREGROUND = "foregroundDeletion";

    private final Engine engine;

    DeleteVerb(Engine engine) {
        this.engine = engine;
    }

    Deleted delete(RequestContext context, NamespacedName name, DeleteOptions options) {
        if (options.dryRun()) {
            return rehearse(context, name, options);
        }

        UpdateOutcome outcome =
                engine.store()
                        .guaranteedUpdate(name, current -> decide(context, name, options, current));

        if (outcome.effect() == UpdateOutcome.Effect.DELETED) {
            engine.strategy().release(outcome.object().tree(), null);

            return gone(outcome.object());
        }

        return new Deleted.LastState(engine.served(outcome.object()));
    }

    private Decision decide(
            RequestContext context,
            NamespacedName name,
            DeleteOptions options,
            Optional<ApiObject> found) {
        ApiObject current = found.orElseThrow(() -> engine.notFound(name));
        requirePreconditions(name, options, current);
        engine.parts().admission().validate(admission(context, name, options, current));
        ObjectNode object = current.copy();
        ObjectMeta meta = ObjectMeta.of(object);
        options.propagation().ifPresent(policy -> meta.setFinalizers(finalizers(meta, policy)));
        long seconds = engine.strategy().gracePeriodSeconds(object, options.gracePeriodSeconds());
        boolean waits = engine.strategy().waitsForFinalizers(object);
        if (!waits && seconds == 0) {
            return new Decision.Delete(object);
        }

        return current.meta().isTerminating()
                ? remarked(object, current, seconds)
                : marked(object, seconds);
    }

    /// The finalizers by which the garbage collector is told what to do with dependents.
    private static List<String> finalizers(ObjectMeta meta, PropagationPolicy policy) {
        List<String> finalizers = new ArrayList<>(meta.finalizers());
        finalizers.removeAll(List.of(ORPHAN, FOREGROUND));
        switch (policy) {
            case ORPHAN -> finalizers.add(ORPHAN);
            case FOREGROUND -> finalizers.add(FOREGROUND);
            case BACKGROUND -> {
                // Dependents are looked for when the owner is gone.
            }
        }

        return finalizers;
    }

    private Decision marked(ObjectNode object, long graceSeconds) {
        ObjectMeta meta = ObjectMeta.of(object);
        Instant end = engine.parts().clock().instant().plusSeconds(graceSeconds);
        meta.set("deletionTimestamp", KubernetesTime.seconds(end));
        meta.writable().put("deletionGracePeriodSeconds", graceSeconds);
        if (meta.generation() > 0) {
            meta.setGeneration(meta.generation() + 1);
        }
        engine.strategy().prepareForDelete(object);

        return new Decision.Write(object);
    }

    /// The time that an object has left can be made shorter, never longer.
    private static Decision remarked(ObjectNode object, ApiObject current, long graceSeconds) {
        ObjectMeta meta = ObjectMeta.of(object);
        long left = meta.metadata().path("deletionGracePeriodSeconds").asLong(0);
        if (graceSeconds < left) {
            Instant end = meta.deletionTimestamp().orElseThrow();
            meta.set(
                    "deletionTimestamp",
                    KubernetesTime.seconds(end.minusSeconds(left - graceSeconds)));
            meta.writable().put("deletionGracePeriodSeconds", graceSeconds);
        }

        return object.equals(current.tree()) ? new Decision.Keep() : new Decision.Write(object);
    }

    private Deleted rehearse(RequestContext context, NamespacedName name, DeleteOptions options) {
        Optional<ApiObject> current = engine.store().get(name, new ReadVersion.MostRecent());
        long revision = current.map(ApiObject::resourceVersion).orElse(0L);

        return switch (decide(context, name, options, current)) {
            case Decision.Delete(ObjectNode last) -> gone(ApiObject.own(last, revision));
            case Decision.Write(ObjectNode marked) ->
                    new Deleted.LastState(engine.served(ApiObject.own(marked, revision)));
            case Decision.Keep keep ->
                    new Deleted.LastState(
                            engine.served(current.orElseThrow(() -> engine.notFound(name))));
        };
    }

    private Deleted gone(ApiObject last) {
        if (engine.strategy().answersDeleteWithLastState()) {
            return new Deleted.LastState(engine.served(last));
        }

        return new Deleted.Gone(
                ApiStatus.success(
                        StatusDetails.of(engine.resource(), last.meta().name())
                                .withUid(last.meta().uid())));
    }

    private void requirePreconditions(
            NamespacedName name, DeleteOptions options, ApiObject current) {
        String uid = current.meta().uid();
        if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
            throw ApiErrors.conflict(
                    engine.resource(),
                    name.name(),
                    "the UID in the precondition ("
                            + options.uid()
                            + ") does not match the UID in record ("
                            + uid
                            + "). The object might have been deleted and then recreated");
        }

        String version = Long.toString(current.resourceVersion());
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
            throw ApiErrors.conflict(
                    engine.resource(),
                    name.name(),
                    "the ResourceVersion in the precondition ("
                            + options.resourceVersion()
                            + ") does not match the ResourceVersion in record ("
                            + version
                            + "). The object might have been modified");
        }
    }

    private AdmissionRequest admission(
            RequestContext context, NamespacedName name, DeleteOptions options, ApiObject current) {
        return new AdmissionRequest(
                AdmissionRequest.Operation.DELETE,
                engine.definition().resource(),
                engine.definition().kind(),
                name.namespace(),
                name.name(),
                "",
                null,
                current.tree(),
                context.requester(),
                options.dryRun());
    }
}
