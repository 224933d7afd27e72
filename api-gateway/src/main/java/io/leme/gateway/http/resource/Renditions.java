package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.http.HttpField;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.http.request.Form;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceList;
import java.time.InstantSource;
import java.util.List;

/// Objects and lists as replies, in the encoding and form agreed on.
final class Renditions {
    static final int OK = 200;
    static final int CREATED = 201;

    private final InstantSource clock;

    Renditions(InstantSource clock) {
        this.clock = clock;
    }

    /// One object.
    Reply object(Call call, Acceptance acceptance, int code, ApiObject object) {
        boolean asStored =
                acceptance.form() instanceof Form.Plain
                        && acceptance.encoding() == Acceptance.Encoding.JSON
                        && !call.isPretty();
        if (asStored) {
            return reply(code, acceptance, object.json());
        }

        ObjectNode tree =
                switch (acceptance.form()) {
                    case Form.Plain _ -> object.tree();
                    case Form.Metadata(String version) ->
                            PartialMetadata.of(object.tree(), version);
                    case Form.Table(String version) ->
                            table(call, version).table(version(object), List.of(object.tree()));
                };
        return reply(code, acceptance, Encoded.tree(tree, acceptance.encoding(), call.isPretty()));
    }

    /// The result of an update or patch.
    Reply written(Call call, Acceptance acceptance, Resource.Written written) {
        return object(call, acceptance, written.created() ? CREATED : OK, written.object());
    }

    /// A tree that is no object of the resource, such as a Status.
    Reply tree(Call call, Acceptance acceptance, int code, ObjectNode tree) {
        return reply(code, acceptance, Encoded.tree(tree, acceptance.encoding(), call.isPretty()));
    }

    /// A list.
    Reply list(Call call, Acceptance acceptance, ResourceList list) {
        boolean asStored =
                acceptance.form() instanceof Form.Plain
                        && acceptance.encoding() == Acceptance.Encoding.JSON
                        && !call.isPretty();
        if (asStored) {
            return reply(OK, acceptance, PlainList.bytes(call.definition(), list));
        }

        ObjectNode tree =
                switch (acceptance.form()) {
                    case Form.Plain _ -> PlainList.tree(list);
                    case Form.Metadata(String version) -> metadata(list, version);
                    case Form.Table(String version) ->
                            table(call, version)
                                    .table(
                                            PlainList.metadata(list),
                                            list.items().stream().map(ApiObject::tree).toList());
                };
        return reply(OK, acceptance, Encoded.tree(tree, acceptance.encoding(), call.isPretty()));
    }

    private static ObjectNode metadata(ResourceList list, String version) {
        ObjectNode tree = PartialMetadata.list(version);
        tree.set("metadata", PlainList.metadata(list));
        var items = tree.putArray("items");
        list.items().forEach(item -> items.add(PartialMetadata.of(item.tree(), version)));
        return tree;
    }

    private static ObjectNode version(ApiObject object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceVersion", Long.toString(object.resourceVersion()));
    }

    private TableRendition table(Call call, String version) {
        var included = TableRendition.Included.of(call.request().query());
        return new TableRendition(call.definition(), version, included, clock);
    }

    private static Reply reply(int code, Acceptance acceptance, byte[] body) {
        String type = acceptance.encoding().mediaType();
        return new Reply.Whole(code, List.of(new HttpField("content-type", type)), body);
    }
}
