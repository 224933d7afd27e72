package io.leme.gateway.http.resource;

import io.leme.gateway.codec.patch.PatchReader;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.meta.ApiErrors;

/// Changes an object by the difference that the body describes; its content type says how.
final class PatchVerb implements Verb {
    private static final String OPTIONS = "PatchOptions";

    private final PatchReader patches;
    private final Renditions renditions;

    PatchVerb(PatchReader patches, Renditions renditions) {
        this.patches = patches;
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = call.accepted(Acceptance.Shape.OBJECT);
        PatchType type =
                PatchType.ofContentType(call.request().header("content-type"))
                        .orElseThrow(() -> ApiErrors.unsupportedMediaType(PatchType.mediaTypes()));
        byte[] body = call.request().body().get();
        var patch = patches.read(type, body, call.definition().kind());
        var options = Bodies.writeOptions(call, OPTIONS);
        var written =
                call.resource()
                        .patch(
                                call.context(),
                                call.name(),
                                call.info().subresource(),
                                patch,
                                options);
        return renditions.written(call, acceptance, written);
    }
}
