package io.leme.gateway.http.resource;

import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.meta.ListOptions;

/// Reads many objects as of one moment.
final class ListVerb implements Verb {
    private final Renditions renditions;

    ListVerb(Renditions renditions) {
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = renditions.accepted(call, Acceptance.Shape.LIST);
        var options = ListOptions.forList(call.request().query());
        var list = call.resource().list(call.namespace(), options);
        return renditions.list(call, acceptance, list);
    }
}
