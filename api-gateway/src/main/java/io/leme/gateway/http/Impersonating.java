package io.leme.gateway.http;

import io.leme.gateway.authn.User;
import io.leme.gateway.authz.Action;
import io.leme.gateway.authz.Authorizer;
import io.leme.gateway.authz.Decision;
import java.util.ArrayList;
import java.util.List;

/// Lets those who may do so act as somebody else (`kubectl --as`). The headers are never passed
/// over in silence: a request that names another user runs as that user, or not at all.
final class Impersonating implements Step {
    private static final String USER = "impersonate-user";
    private static final String GROUP = "impersonate-group";

    private final Authorizer authorizer;

    Impersonating(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        String name = exchange.request().header(USER);
        List<String> groups = exchange.request().headers(GROUP);
        if (name.isEmpty() && groups.isEmpty()) {
            return next.handle(exchange);
        }

        List<Action> actions = new ArrayList<>();
        actions.add(impersonation("users", name));
        groups.forEach(group -> actions.add(impersonation("groups", group)));
        for (Action action : actions) {
            if (authorizer.decide(exchange.user(), action)
                    instanceof Decision.NoOpinion(String reason)) {
                throw Authorizing.forbidden(exchange.user().name(), action, reason);
            }
        }
        exchange.identify(
                name.equals(User.ANONYMOUS.name()) ? User.ANONYMOUS : User.known(name, "", groups));
        return next.handle(exchange);
    }

    private static Action impersonation(String resource, String name) {
        return new Action.OnResource("impersonate", "", resource, "", "", name);
    }
}
