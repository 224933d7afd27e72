package io.leme.gateway.http.resource;

import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;

/// Replaces an object: 200, or 201 where the kind allows replacing what was not there.
final class UpdateVerb implements Verb {
    private static final String OPTIONS = "UpdateOptions";

    private final Bodies bodies;
    private final Renditions renditions;

    UpdateVerb(Bodies bodies, Renditions renditions) {
        this.bodies = bodies;
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = renditions.accepted(call, Acceptance.Shape.OBJECT);
        var options = Bodies.writeOptions(call, OPTIONS);
        var object = bodies.object(call, options);
        var written =
                call.resource()
                        .update(
                                call.context(),
                                call.name(),
                                call.info().subresource(),
                                object,
                                options);
        return renditions.written(call, acceptance, written);
    }
}
