package io.leme.gateway.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceDefinition;
import java.util.List;
import java.util.Locale;

/// A resource that can be created and nothing else.
final class Review implements Resource {
    /// Answers a question.
    @FunctionalInterface
    interface Answer {
        /// @param question the whole object, to be completed by its `status`
        void complete(RequestContext context, ObjectNode question);
    }

    private final ResourceDefinition definition;
    private final Answer answer;

    /// @param kind of the question; the resource is its plural in lower case
    Review(GroupVersion groupVersion, String kind, Answer answer) {
        String singular = kind.toLowerCase(Locale.ROOT);
        this.definition =
                new ResourceDefinition(
                        groupVersion.resource(singular + "s"),
                        groupVersion.kind(kind),
                        singular,
                        false,
                        List.of("create"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        this.answer = answer;
    }

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public ApiObject create(
            RequestContext context, String namespace, ObjectNode object, WriteOptions options) {
        ObjectMeta.of(object).writable().putNull("creationTimestamp");
        answer.complete(context, object);
        return ApiObject.own(object, 0);
    }
}
