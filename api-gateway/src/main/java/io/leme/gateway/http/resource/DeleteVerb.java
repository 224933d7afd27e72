package io.leme.gateway.http.resource;

import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.registry.Deleted;

/// Deletes one object, or marks it as going away.
final class DeleteVerb implements Verb {
    private final Bodies bodies;
    private final Renditions renditions;

    DeleteVerb(Bodies bodies, Renditions renditions) {
        this.bodies = bodies;
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = renditions.accepted(call, Acceptance.Shape.OBJECT);
        var options = bodies.deleteOptions(call);
        return switch (call.resource().delete(call.context(), call.name(), options)) {
            case Deleted.Gone(var status) ->
                    renditions.tree(call, acceptance, Renditions.OK, status.toJson());
            case Deleted.LastState(var object) ->
                    renditions.object(call, acceptance, Renditions.OK, object);
        };
    }
}
