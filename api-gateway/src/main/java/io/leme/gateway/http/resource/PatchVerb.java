package io.leme.gateway.http.resource;

import io.leme.gateway.codec.patch.PatchReader;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.Resource;
import java.util.List;

/// Changes an object by the difference that the body describes; its content type says how.
final class PatchVerb implements Verb {
    private static final String OPTIONS = "PatchOptions";

    private final PatchReader patches;
    private final Bodies bodies;
    private final Renditions renditions;

    PatchVerb(PatchReader patches, Bodies bodies, Renditions renditions) {
        this.patches = patches;
        this.bodies = bodies;
        this.renditions = renditions;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = renditions.accepted(call, Acceptance.Shape.OBJECT);
        PatchType type =
                PatchType.ofContentType(call.request().header("content-type"))
                        .orElseThrow(() -> ApiErrors.unsupportedMediaType(PatchType.mediaTypes()));
        if (type == PatchType.APPLY) {
            return renditions.written(call, acceptance, apply(call));
        }
        byte[] body = call.request().body().get();
        var patch = patches.read(type, body, call.definition().kind());
        var options = Bodies.writeOptions(call, OPTIONS);
        if (call.request().query().flag("force").isPresent()) {
            throw ApiErrors.invalidOptions(
                    OPTIONS,
                    List.of(
                            FieldError.forbidden(
                                    "force", "may not be specified for non-apply patch")));
        }
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

    /// Applies the configuration that is the body.
    private Resource.Written apply(Call call) {
        var options = WriteOptions.read(call.request().query(), OPTIONS);
        if (options.fieldManager().isEmpty()) {
            throw ApiErrors.invalidOptions(
                    OPTIONS,
                    List.of(FieldError.required("fieldManager", "is required for apply patch")));
        }
        var configuration = bodies.configuration(call, options);
        if (configuration.path("metadata").has("managedFields")) {
            throw ApiErrors.badRequest("metadata.managedFields must be nil");
        }

        return call.resource()
                .apply(
                        call.context(),
                        call.name(),
                        call.info().subresource(),
                        configuration,
                        options);
    }
}
