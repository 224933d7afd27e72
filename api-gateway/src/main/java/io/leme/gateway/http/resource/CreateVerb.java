package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;

/// Stores a new object: 201 with the object as stored.
final class CreateVerb implements Verb {
    private static final String OPTIONS = "CreateOptions";

    private final Bodies bodies;
    private final Renditions renditions;

    CreateVerb(Bodies bodies, Renditions renditions) {
        this.bodies = bodies;
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        boolean bare = call.definition().columns().isEmpty();
        Acceptance acceptance =
                renditions.accepted(call, bare ? Acceptance.Shape.BARE : Acceptance.Shape.OBJECT);
        var options = Bodies.writeOptions(call, OPTIONS);
        var object = bodies.object(call, options);
        if (!call.info().subresource().isEmpty()) {
            String subresource = call.info().subresource();
            ObjectNode done =
                    call.resource().act(call.context(), call.name(), subresource, object, options);
            return renditions.tree(call, acceptance, Renditions.CREATED, done);
        }
        var created = call.resource().create(call.context(), call.namespace(), object, options);
        return renditions.object(call, acceptance, Renditions.CREATED, created);
    }
}
