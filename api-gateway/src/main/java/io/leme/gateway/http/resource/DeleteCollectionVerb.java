package io.leme.gateway.http.resource;

import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.meta.ListOptions;

/// Deletes what a selection matches, one object after the other; answers with what it matched.
final class DeleteCollectionVerb implements Verb {
    private final Bodies bodies;
    private final Renditions renditions;

    DeleteCollectionVerb(Bodies bodies, Renditions renditions) {
        this.bodies = bodies;
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = renditions.accepted(call, Acceptance.Shape.LIST);
        var selection = ListOptions.forList(call.request().query());
        var options = bodies.deleteOptions(call);
        var matched =
                call.resource()
                        .deleteCollection(call.context(), call.namespace(), selection, options);
        return renditions.list(call, acceptance, matched);
    }
}
