package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.DecodedObject;
import io.leme.gateway.codec.ObjectDecoder;
import io.leme.gateway.codec.fields.FieldOwners;
import io.leme.gateway.codec.patch.ObjectPatch;
import io.leme.gateway.codec.patch.PatchConflictException;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.storage.ObjectStore;
import io.leme.gateway.storage.ObjectWatch;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The engine: all verbs of a kind that is kept in a store, driven by its strategy.
public final class StoredResource implements Resource {
    private final Engine engine;
    private final Map<String, SubresourceAction> actions;
    private final ObjectDecoder decoder;
    private final ReadVerbs reads;
    private final CreateVerb creation;
    private final UpdateVerb updates;
    private final DeleteVerb deletion;

    /// The stored version of a kind.
    ///
    /// @param store of the strategy's type
    public StoredResource(ResourceStrategy strategy, ObjectStore store, EngineParts parts) {
        this(strategy, store, parts, Map.of());
    }

    /// The stored version of a kind whose parts can be acted on.
    ///
    /// @param actions by the names of their subresources
    public StoredResource(
            ResourceStrategy strategy,
            ObjectStore store,
            EngineParts parts,
            Map<String, SubresourceAction> actions) {
        this(
                new Engine(strategy.definition(), strategy, VersionConversion.NONE, store, parts),
                actions);
    }

    private StoredResource(Engine engine, Map<String, SubresourceAction> actions) {
        this.engine = engine;
        this.actions = Map.copyOf(actions);
        this.decoder = new ObjectDecoder(engine.parts().schemas());
        this.reads = new ReadVerbs(engine);
        this.creation = new CreateVerb(engine);
        this.updates = new UpdateVerb(engine, creation);
        this.deletion = new DeleteVerb(engine);
    }

    /// The same objects in another version.
    public StoredResource as(ResourceDefinition definition, VersionConversion conversion) {
        return as(definition, engine.strategy(), conversion);
    }

    /// The same objects in another version that has rules of its own.
    public StoredResource as(
            ResourceDefinition definition,
            ResourceStrategy strategy,
            VersionConversion conversion) {
        return new StoredResource(
                new Engine(definition, strategy, conversion, engine.store(), engine.parts()),
                actions);
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
    public ApiObject get(NamespacedName name, String subresource, String resourceVersion) {
        ApiObject object = reads.get(name, resourceVersion);

        return engine.strategy().view(subresource).map(view -> shown(view, object)).orElse(object);
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
    public ObjectWatch watchStored(String namespace, ListOptions options) {
        return reads.watchStored(namespace, options);
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
        return write(
                new UpdateVerb.Asked(
                        context,
                        name,
                        subresource,
                        current -> object.deepCopy(),
                        UpdateVerb.Mode.REPLACE,
                        options));
    }

    @Override
    public Written patch(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectPatch patch,
            WriteOptions options) {
        UpdateVerb.Wanted patched =
                current ->
                        patched(
                                new Patching(patch, kindOf(subresource), options),
                                context,
                                current.orElseThrow(() -> engine.notFound(name)));

        return write(
                new UpdateVerb.Asked(
                        context, name, subresource, patched, UpdateVerb.Mode.PATCH, options));
    }

    @Override
    public Written apply(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectNode configuration,
            WriteOptions options) {
        UpdateVerb.Wanted applied =
                current -> applied(name, subresource, configuration, options, current);

        return updates.update(
                new UpdateVerb.Asked(
                        context, name, subresource, applied, UpdateVerb.Mode.APPLY, options));
    }

    /// The object with the configuration in it, in the served version.
    private ObjectNode applied(
            NamespacedName name,
            String subresource,
            ObjectNode configuration,
            WriteOptions options,
            Optional<ApiObject> current) {
        FieldOwners owners =
                engine.owners()
                        .orElseThrow(() -> ApiErrors.unsupportedMediaType(PatchType.mediaTypes()));
        ObjectNode wanted = engine.conversion().toStored(configuration.deepCopy());
        ObjectMeta meta = ObjectMeta.of(wanted);
        if (engine.definition().namespaced() && meta.namespace().isEmpty()) {
            meta.set("namespace", name.namespace());
        }
        @Nullable ObjectNode live =
                current.map(object -> engine.conversion().toStored(object.copy())).orElse(null);
        ObjectNode merged =
                owners.apply(
                        live, wanted, engine.writer(options, subresource, wanted), options.force());

        String version = ObjectMeta.of(merged).resourceVersion();
        ObjectNode served = engine.conversion().toServed(ApiObject.own(merged, 0)).copy();
        ObjectMeta.of(served).set("resourceVersion", version);

        return served;
    }

    /// Writes through the view of the subresource, if it has one.
    private Written write(UpdateVerb.Asked asked) {
        Optional<SubresourceView> view = engine.strategy().view(asked.subresource());
        if (view.isEmpty()) {
            return updates.update(asked);
        }
        Written written = updates.update(asked.through(view.get(), engine));

        return new Written(shown(view.get(), written.object()), false);
    }

    private static ApiObject shown(SubresourceView view, ApiObject object) {
        return ApiObject.own(view.show(object.tree()), object.resourceVersion());
    }

    /// The kind of what a write to a subresource makes: what is acted on stays the object.
    private GroupVersionKind kindOf(String subresource) {
        if (actions.containsKey(subresource)) {
            return engine.definition().kind();
        }

        return engine.definition().subresources().stream()
                .filter(each -> each.name().equals(subresource))
                .map(ResourceDefinition.Subresource::kind)
                .findFirst()
                .orElse(engine.definition().kind());
    }

    /// A patch as it was asked for.
    private record Patching(ObjectPatch patch, GroupVersionKind kind, WriteOptions options) {}

    /// The patched tree, checked as if it had come as a body.
    private ObjectNode patched(Patching patching, RequestContext context, ApiObject current) {
        try {
            DecodedObject checked =
                    decoder.check(
                            patching.patch().apply(current.tree()),
                            patching.kind(),
                            patching.options().fieldValidation());
            checked.warnings().forEach(context.warnings());

            return checked.object();
        } catch (PatchConflictException unfit) {
            throw ApiErrors.notApplicable(unfit.text());
        }
    }

    @Override
    public ObjectNode act(
            RequestContext context,
            NamespacedName name,
            String subresource,
            ObjectNode body,
            WriteOptions options) {
        SubresourceAction action = actions.get(subresource);
        if (action == null) {
            throw ApiErrors.methodNotSupported(engine.resource(), "create");
        }
        return action.perform(context, name, body, options);
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
