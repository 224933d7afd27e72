package io.leme.gateway.http.resource;

import io.leme.gateway.admission.Requester;
import io.leme.gateway.http.Exchange;
import io.leme.gateway.http.Request;
import io.leme.gateway.http.request.RequestInfo;
import io.leme.gateway.meta.NamespacedName;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceDefinition;
import java.util.stream.Stream;

/// A request for a resource that is served.
///
/// @param exchange the request
/// @param info what it asks for
/// @param resource the resource that it names
record Call(Exchange exchange, RequestInfo.OfResource info, Resource resource) {
    private static final String[] BROWSERS = {"curl", "Wget", "Mozilla/5.0"};

    Request request() {
        return exchange.request();
    }

    ResourceDefinition definition() {
        return resource.definition();
    }

    /// The namespace objects are looked for in: none for those of the cluster. The path of a
    /// namespace names one, but the namespace itself is not in it.
    String namespace() {
        return definition().namespaced() ? info.namespace() : "";
    }

    NamespacedName name() {
        return new NamespacedName(namespace(), info.name());
    }

    /// What the engine has to know of the caller.
    RequestContext context() {
        var user = exchange.user();
        return new RequestContext(
                new Requester(user.name(), user.uid(), user.groups()), exchange::warn);
    }

    /// Whether a person is likely to read the answer as it is.
    boolean isPretty() {
        String agent = request().header("user-agent");
        return request()
                .query()
                .flag("pretty")
                .orElseGet(() -> Stream.of(BROWSERS).anyMatch(agent::startsWith));
    }
}
