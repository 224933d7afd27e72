package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.admission.AdmissionRequest;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.KubernetesTime;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.RandomSuffix;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.storage.ReadVersion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Stores new objects.
final class CreateVerb {
    private static final int MAX_GENERATED_PREFIX = 58;
    private static final int MAX_GENERATED_NAMES = 8;
    private static final String MANAGED_FIELDS = "managedFields";
    private static final List<String> SYSTEM_FIELDS =
            List.of(
                    "creationTimestamp",
                    "uid",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "selfLink",
                    MANAGED_FIELDS);

    private final Engine engine;

    CreateVerb(Engine engine) {
        this.engine = engine;
    }

    ApiObject create(
            RequestContext context, String namespace, ObjectNode served, WriteOptions options) {
        ObjectMeta asked = ObjectMeta.of(served);
        requireNoVersion(asked);
        placeInNamespace(asked, namespace);
        asked.writable().remove(SYSTEM_FIELDS);
        OwnerReferences.deduplicate(served, context);
        boolean generates = asked.name().isEmpty() && !asked.generateName().isEmpty();
        ObjectNode object = engine.conversion().toStored(served);
        engine.strategy().defaults(object);
        engine.parts().admission().mutate(admission(context, object, options));
        track(object, options);
        fillSystemFields(object);

        return engine.served(
                generates
                        ? storeUnderNewName(context, object, options)
                        : store(context, object, options));
    }

    /// Prepares an object that is written by an update or an apply and does not exist yet.
    ///
    /// @param applied whether it carries the entries of its owners already
    ObjectNode prepared(
            RequestContext context, ObjectNode object, WriteOptions options, boolean applied) {
        ObjectMeta meta = ObjectMeta.of(object);
        JsonNode owners = meta.metadata().path(MANAGED_FIELDS);
        OwnerReferences.deduplicate(object, context);
        meta.writable().remove(SYSTEM_FIELDS);
        if (applied && owners.isArray()) {
            meta.writable().set(MANAGED_FIELDS, owners);
        }
        engine.strategy().defaults(object);
        engine.parts().admission().mutate(admission(context, object, options));
        if (!applied) {
            track(object, options);
        }
        fillSystemFields(object);
        engine.strategy().prepareForCreate(object);
        engine.requireValid(object, null);
        engine.admit(admission(context, object, options), object, null);

        return object;
    }

    private void track(ObjectNode object, WriteOptions options) {
        engine.owners()
                .ifPresent(
                        owners -> owners.track(null, object, engine.writer(options, "", object)));
    }

    private ApiObject storeUnderNewName(
            RequestContext context, ObjectNode object, WriteOptions options) {
        ObjectMeta meta = ObjectMeta.of(object);
        String prefix = meta.generateName();
        for (int i = 0; i < MAX_GENERATED_NAMES; i++) {
            meta.set("name", generatedName(prefix));
            try {
                return store(context, object.deepCopy(), options);
            } catch (ApiException failure) {
                if (!failure.is(StatusReason.ALREADY_EXISTS)) {
                    throw failure;
                }
            }
        }

        throw ApiErrors.nameNotGenerated(engine.resource(), meta.name());
    }

    private ApiObject store(RequestContext context, ObjectNode object, WriteOptions options) {
        engine.strategy().prepareForCreate(object);
        engine.requireValid(object, null);
        AdmissionRequest request = admission(context, object, options);
        engine.admit(request, object, null);
        NamespacedName name = NamespacedName.of(ObjectMeta.of(object));
        if (options.dryRun()) {
            refuseExisting(name);

            return ApiObject.own(object, 0);
        }

        try {
            return engine.store().create(name, object);
        } catch (ApiException failure) {
            engine.strategy().release(object, null);
            engine.parts().admission().abandoned(request);
            if (failure.is(StatusReason.ALREADY_EXISTS)) {
                refuseExisting(name);
            }
            throw failure;
        }
    }

    private void refuseExisting(NamespacedName name) {
        Optional<ApiObject> existing = engine.store().get(name, new ReadVersion.MostRecent());
        if (existing.isPresent()) {
            throw existing.get().meta().isTerminating()
                    ? ApiErrors.alreadyExistsTerminating(engine.resource(), name.name())
                    : ApiErrors.alreadyExists(engine.resource(), name.name());
        }
    }

    private AdmissionRequest admission(
            RequestContext context, ObjectNode object, WriteOptions options) {
        ObjectMeta meta = ObjectMeta.of(object);

        return new AdmissionRequest(
                AdmissionRequest.Operation.CREATE,
                engine.definition().resource(),
                engine.definition().kind(),
                meta.namespace(),
                meta.name(),
                "",
                object,
                null,
                context.requester(),
                options.dryRun());
    }

    private void fillSystemFields(ObjectNode object) {
        ObjectMeta meta = ObjectMeta.of(object);
        meta.set("uid", randomUid().toString());
        meta.set("creationTimestamp", KubernetesTime.seconds(engine.parts().clock().instant()));
        meta.setGeneration(engine.strategy().countsGenerations() ? 1 : 0);
    }

    /// A version 4 UUID from the engine's own source of chance.
    private UUID randomUid() {
        long high = engine.parts().random().nextLong();
        long low = engine.parts().random().nextLong();

        return new UUID(
                (high & ~0xF000L) | 0x4000L,
                (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    private String generatedName(String prefix) {
        return prefix.substring(0, Math.min(prefix.length(), MAX_GENERATED_PREFIX))
                + RandomSuffix.of(engine.parts().random());
    }

    private static void requireNoVersion(ObjectMeta meta) {
        if (!meta.resourceVersion().isEmpty()) {
            throw ApiErrors.of(
                    StatusReason.INTERNAL_ERROR,
                    "resourceVersion should not be set on objects to be created");
        }
    }

    private void placeInNamespace(ObjectMeta meta, String namespace) {
        if (!engine.definition().namespaced()) {
            meta.set("namespace", "");
        } else if (meta.namespace().isEmpty()) {
            meta.set("namespace", namespace);
        } else if (!meta.namespace().equals(namespace)) {
            throw ApiErrors.badRequest(
                    "the namespace of the provided object does not match the namespace sent on "
                            + "the request");
        }
    }
}
