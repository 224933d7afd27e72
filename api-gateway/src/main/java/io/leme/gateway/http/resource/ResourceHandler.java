package io.leme.gateway.http.resource;

import io.leme.gateway.codec.ObjectDecoder;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.codec.patch.PatchReader;
import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Handler;
import io.leme.gateway.http.NotFoundPage;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.RequestInfo;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceCatalog;
import io.leme.gateway.registry.ResourceDefinition;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds the resource and the verb that a request is for.
///
/// What the grammar knows but the catalog doesn't is answered as a path that isn't there, in plain
/// text, from which clients conclude that the server does not have the resource at all.
public final class ResourceHandler implements Handler {
    private static final int LONGEST_PATH = 3;

    private final Supplier<ResourceCatalog> catalogs;
    private final Map<String, Verb> verbs;

    public ResourceHandler(
            Supplier<ResourceCatalog> catalogs,
            ObjectDecoder decoder,
            PatchReader patches,
            ProtobufWriter writer,
            InstantSource clock) {
        this.catalogs = catalogs;
        var renditions = new Renditions(writer, clock);
        var bodies = new Bodies(decoder);
        this.verbs =
                Map.of(
                        "get", new GetVerb(renditions),
                        "list", new ListVerb(renditions),
                        "watch", new WatchVerb(writer, renditions, clock),
                        "create", new CreateVerb(bodies, renditions),
                        "update", new UpdateVerb(bodies, renditions),
                        "patch", new PatchVerb(patches, bodies, renditions),
                        "delete", new DeleteVerb(bodies, renditions),
                        "deletecollection", new DeleteCollectionVerb(bodies, renditions));
    }

    @Override
    public Reply handle(Exchange exchange) {
        if (!(exchange.info() instanceof RequestInfo.OfResource info)) {
            return NotFoundPage.reply();
        }
        Optional<Resource> resource =
                catalogs.get()
                        .find(
                                new GroupVersionResource(
                                        info.group(), info.version(), info.resource()));
        if (resource.isEmpty() || !isServed(info, resource.get().definition())) {
            return NotFoundPage.reply();
        }

        Verb verb = verbs.get(info.verb());
        if (verb == null || !isAllowed(info, resource.get().definition())) {
            throw ApiErrors.of(
                    StatusReason.METHOD_NOT_ALLOWED,
                    "the server does not allow this method on the requested resource");
        }
        return verb.answer(new Call(exchange, info, resource.get()));
    }

    /// Whether the path is one that the resource has.
    private static boolean isServed(RequestInfo.OfResource info, ResourceDefinition definition) {
        boolean hasNamespace = !info.namespace().isEmpty();
        boolean ofNamespaces = definition.resource().resource().equals("namespaces");
        boolean named = info.depth() > 1;
        if (info.depth() > LONGEST_PATH
                || (hasNamespace && !definition.namespaced() && !ofNamespaces)) {
            return false;
        }
        if (definition.namespaced() && named && !hasNamespace) {
            return false;
        }
        return info.subresource().isEmpty() || subresourceVerbs(info, definition).isPresent();
    }

    private static boolean isAllowed(RequestInfo.OfResource info, ResourceDefinition definition) {
        boolean everywhere = definition.namespaced() && info.namespace().isEmpty();
        return switch (info.verb()) {
            case "list", "watch" -> definition.verbs().contains(info.verb());
            case "create" ->
                    info.subresource().isEmpty()
                            ? definition.verbs().contains("create")
                                    && info.depth() == 1
                                    && !everywhere
                            : subresourceVerbs(info, definition)
                                    .orElse(List.of())
                                    .contains("create");
            case "deletecollection" ->
                    definition.verbs().contains("deletecollection") && !everywhere;
            default ->
                    info.depth() > 1
                            && subresourceVerbs(info, definition)
                                    .orElse(definition.verbs())
                                    .contains(info.verb());
        };
    }

    private static Optional<List<String>> subresourceVerbs(
            RequestInfo.OfResource info, ResourceDefinition definition) {
        return definition.subresources().stream()
                .filter(each -> each.name().equals(info.subresource()))
                .map(ResourceDefinition.Subresource::verbs)
                .findFirst();
    }
}
