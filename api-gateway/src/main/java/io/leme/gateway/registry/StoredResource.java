package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.DecodedObject;
import io.leme.gateway.codec.ObjectDecoder;
import io.leme.gateway.codec.patch.ObjectPatch;
import io.leme.gateway.codec.patch.PatchConflictException;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectWatch;

/// The engine: all verbs of a kind that is kept in a store, driven by its strategy.
public final class StoredResource implements Resource {
    private final Engine engine;
    private final ObjectDecoder decoder;
    private final ReadVerbs reads;
    private final CreateVerb creation;
    private final UpdateVerb updates;
    private final DeleteVerb deletion;

    /// The stored version of a kind.
    ///
    /// @param store of the strategy's type
    public StoredResource(ResourceStrategy strategy, ObjectStore store, EngineParts parts) {
        this(new Engine(strategy.definition(), strategy, VersionConversion.NONE, store, parts));
    }

    private StoredResource(Engine engine) {
        this.engine = engine;
        this.decoder = new ObjectDecoder(engine.parts().schemas());
        this.reads = new ReadVerbs(engine);
        this.creation = new CreateVerb(engine);
        this.updates = new UpdateVerb(engine, creation);
        this.deletion = new DeleteVerb(engine);
    }

    /// The same objects in another version.
    public StoredResource as(ResourceDefinition definition, VersionConversion conversion) {
        return new StoredResource(
                new Engine(
                        definition, engine.strategy(), conversion, engine.store(), engine.parts()));
    }

    @Override
    public ResourceDefinition definition() {
        return engine.definition();
    }

    @Override
    public ApiObject get(NamespacedName name, String resourceVersion) {
        return reads.get(name, resourceVersion);
    }

    @Override
    public ResourceList list(String namespace, ListOptions options) {
        return reads.list(namespace, options);
    }

    @Override
    public ObjectWatch watch(String namespace, ListOptions options) {
        return reads.watch(namespace, options);
    }

    @Override
    public ApiObject create(
            RequestContext context, String namespace, ObjectNode object, WriteOptions options) {
        return creation.create(context, namespace, object, options);
    }

    @Override
    public Written update(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectNode object,
            WriteOptions options) {
        return updates.update(
                new UpdateVerb.Asked(
                        context, name, subresource, current -> object.deepCopy(), true, options));
    }

    @Override
    public Written patch(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectPatch patch,
            WriteOptions options) {
        return updates.update(
                new UpdateVerb.Asked(
                        context,
                        name,
                        subresource,
                        current ->
                                patched(
                                        context,
                                        patch,
                                        current.orElseThrow(() -> engine.notFound(name)),
                                        options),
                        false,
                        options));
    }

    /// The patched tree, checked as if it had come as a body.
    private ObjectNode patched(
            RequestContext context, ObjectPatch patch, ApiObject current, WriteOptions options) {
        try {
            DecodedObject checked =
                    decoder.check(
                            patch.apply(current.tree()),
                            engine.definition().kind(),
                            options.fieldValidation());
            checked.warnings().forEach(context.warnings());

            return checked.object();
        } catch (PatchConflictException unfit) {
            throw ApiErrors.notApplicable(unfit.text());
        }
    }

    @Override
    public Deleted delete(RequestContext context, NamespacedName name, DeleteOptions options) {
        return deletion.delete(context, name, options);
    }

    @Override
    public ResourceList deleteCollection(
            RequestContext context,
            String namespace,
            ListOptions selection,
            DeleteOptions options) {
        ResourceList listed = reads.list(namespace, selection);
        for (ApiObject object : listed.items()) {
            try {
                deletion.delete(context, object.name(), options);
            } catch (ApiException failure) {
                if (!failure.is(StatusReason.NOT_FOUND)) {
                    throw failure;
                }
            }
        }

        return listed;
    }
}
