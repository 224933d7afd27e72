package io.leme.gateway.http;

import io.leme.gateway.http.request.RequestInfo;
import java.util.Map;

/// What stands at the end of the handler chain: which handler answers which paths.
///
/// A resource's path goes to the resources; any other to the handler of the longest root it is
/// under; what is left is a page that isn't there.
public final class Routes implements Handler {
    private static final String ROOT = "/";

    private final Handler resources;
    private final Map<String, Handler> handlersByRoot;

    /// @param resources answers what the grammar of the API calls a resource
    /// @param handlersByRoot each answers its root, such as `/version`, and everything below it
    public Routes(Handler resources, Map<String, Handler> handlersByRoot) {
        this.resources = resources;
        this.handlersByRoot = Map.copyOf(handlersByRoot);
    }

    @Override
    public Reply handle(Exchange exchange) {
        return switch (exchange.info()) {
            case RequestInfo.OfResource _ -> resources.handle(exchange);
            case RequestInfo.OfPath path -> find(path.path()).handle(exchange);
        };
    }

    private Handler find(String path) {
        for (String root = path; !root.isEmpty(); root = parent(root)) {
            Handler handler = handlersByRoot.get(root);
            if (handler != null) {
                return handler;
            }
        }
        Handler index = handlersByRoot.get(ROOT);
        return path.equals(ROOT) && index != null ? index : _ -> NotFoundPage.reply();
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
