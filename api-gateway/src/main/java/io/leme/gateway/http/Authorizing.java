package io.leme.gateway.http;

import io.leme.gateway.authz.Action;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.authz.Decision;
import io.leme.gateway.http.request.RequestInfo;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.meta.StatusReason;

/// Lets through what policies allow; 403 for the rest, in Kubernetes' words.
final class Authorizing implements Step {
    private final Authorizer authorizer;

    Authorizing(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        Action action = action(exchange.info());
        return switch (authorizer.decide(exchange.user(), action)) {
            case Decision.Allowed _ -> next.handle(exchange);
            case Decision.NoOpinion(String reason) ->
                    throw forbidden(exchange.user().name(), action, reason);
        };
    }

    private static Action action(RequestInfo info) {
        return switch (info) {
            case RequestInfo.OfPath path -> new Action.OnPath(path.verb(), path.path());
            case RequestInfo.OfResource resource ->
                    new Action.OnResource(
                            resource.verb(),
                            resource.group(),
                            resource.resource(),
                            resource.subresource(),
                            resource.namespace(),
                            resource.name());
        };
    }

    static ApiException forbidden(String user, Action action, String reason) {
        String because = reason.isEmpty() ? "" : ": " + reason;
        return switch (action) {
            case Action.OnPath(String verb, String path) ->
                    ApiErrors.of(
                            StatusReason.FORBIDDEN,
                            "forbidden: User \"%s\" cannot %s path \"%s\"%s"
                                    .formatted(user, verb, path, because));
            case Action.OnResource resource ->
                    ApiErrors.forbidden(
                            new GroupResource(resource.group(), resource.resource()),
                            resource.name(),
                            "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s%s"
                                    .formatted(
                                            user,
                                            resource.verb(),
                                            withSubresource(resource),
                                            resource.group(),
                                            scope(resource.namespace()),
                                            because));
        };
    }

    private static String withSubresource(Action.OnResource action) {
        return action.subresource().isEmpty()
                ? action.resource()
                : action.resource() + "/" + action.subresource();
    }

    private static String scope(String namespace) {
        return namespace.isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + namespace + "\"";
    }
}
