package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.BodyFormat;
import io.leme.gateway.codec.DecodedObject;
import io.leme.gateway.codec.ObjectDecoder;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupVersionKind;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.ResourceDefinition;
import java.util.List;
import java.util.stream.Stream;

/// Reads the bodies of requests, and the options that go with writing.
final class Bodies {
    private static final int LONGEST_MANAGER = 128;

    private final ObjectDecoder decoder;

    Bodies(ObjectDecoder decoder) {
        this.decoder = decoder;
    }

    /// The configuration of a server-side apply: YAML, of which JSON is a part.
    ObjectNode configuration(Call call, WriteOptions options) {
        byte[] body = call.request().body().get();
        if (body.length == 0) {
            throw ApiErrors.badRequest("the request has no body, where an object is needed");
        }
        DecodedObject decoded =
                decoder.decode(BodyFormat.YAML, body, kind(call), options.fieldValidation());
        decoded.warnings().forEach(call.exchange()::warn);
        return decoded.object();
    }

    /// The object of a create or update. What was dropped from it becomes a warning.
    ObjectNode object(Call call, WriteOptions options) {
        byte[] body = call.request().body().get();
        if (body.length == 0) {
            throw ApiErrors.badRequest("the request has no body, where an object is needed");
        }
        DecodedObject decoded =
                decoder.decode(format(call), body, kind(call), options.fieldValidation());
        decoded.warnings().forEach(call.exchange()::warn);
        return decoded.object();
    }

    /// The options of a delete: those of the body, or if there is none, of the query.
    DeleteOptions deleteOptions(Call call) {
        byte[] body = call.request().body().get();
        return body.length == 0
                ? DeleteOptions.fromQuery(call.request().query())
                : DeleteOptions.fromBody(decoder.decodeDeleteOptions(format(call), body));
    }

    /// The options of a write. A writer who gives no name goes by the program's.
    static WriteOptions writeOptions(Call call, String optionsKind) {
        var options = WriteOptions.read(call.request().query(), optionsKind);
        if (!options.fieldManager().isEmpty()) {
            return options;
        }
        String program = call.request().header("user-agent").split("/", 2)[0];
        String manager = program.substring(0, Math.min(LONGEST_MANAGER, program.length()));
        return new WriteOptions(
                options.dryRun(), manager, options.fieldValidation(), options.force());
    }

    /// The kind of the bodies that the path takes.
    private static GroupVersionKind kind(Call call) {
        return call.definition().subresources().stream()
                .filter(each -> each.name().equals(call.info().subresource()))
                .map(ResourceDefinition.Subresource::kind)
                .findFirst()
                .orElse(call.definition().kind());
    }

    private static BodyFormat format(Call call) {
        return BodyFormat.ofContentType(call.request().header("content-type"))
                .orElseThrow(() -> ApiErrors.unsupportedMediaType(mediaTypes()));
    }

    private static List<String> mediaTypes() {
        return Stream.of(BodyFormat.values()).map(BodyFormat::mediaType).toList();
    }
}
