package io.leme.gateway.registry;

import io.leme.gateway.admission.Requester;
import java.util.function.Consumer;

/// What the engine has to know of a request beside its object and options.
///
/// @param requester who asks
/// @param warnings takes texts for `Warning` headers
public record RequestContext(Requester requester, Consumer<String> warnings) {
    /// The gateway's own doings; warnings go nowhere, for nobody reads them.
    public static final RequestContext GATEWAY =
            new RequestContext(Requester.GATEWAY, warning -> {});
}
