package io.leme.gateway.http.resource;

import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;

/// Reads one object.
final class GetVerb implements Verb {
    private final Renditions renditions;

    GetVerb(Renditions renditions) {
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = renditions.accepted(call, Acceptance.Shape.OBJECT);
        String version = call.request().query().text("resourceVersion");
        var object = call.resource().get(call.name(), call.info().subresource(), version);
        return renditions.object(call, acceptance, Renditions.OK, object);
    }
}
