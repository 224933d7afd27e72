package io.leme.gateway.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.JsonText;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.http.HttpField;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.http.request.Form;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceList;
import io.leme.gateway.registry.ScaleView;
import java.time.InstantSource;
import java.util.List;

/// Objects and lists as replies, in the encoding and form agreed on.
final class Renditions {
    static final int OK = 200;
    static final int CREATED = 201;

    private final ProtobufWriter writer;
    private final InstantSource clock;

    Renditions(ProtobufWriter writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /// What of that which the client accepts it is going to be sent. There is no protobuf of custom
    /// kinds, and none on WebSockets.
    Acceptance accepted(Call call, Acceptance.Shape shape) {
        boolean hasMessages =
                writer.knows(call.definition().kind())
                        && call.request().header("upgrade").isEmpty();

        return Acceptance.negotiate(call.request().header("accept"), shape, hasMessages);
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
        return reply(code, acceptance, encoded(call, acceptance, tree));
    }

    /// The result of an update or patch.
    Reply written(Call call, Acceptance acceptance, Resource.Written written) {
        return object(call, acceptance, written.created() ? CREATED : OK, written.object());
    }

    /// A tree that is no object of the resource, such as a Status.
    Reply tree(Call call, Acceptance acceptance, int code, ObjectNode tree) {
        return reply(code, acceptance, encoded(call, acceptance, tree));
    }

    /// A list.
    Reply list(Call call, Acceptance acceptance, ResourceList list) {
        boolean asStored =
                acceptance.form() instanceof Form.Plain
                        && acceptance.encoding() == Acceptance.Encoding.JSON
                        && !call.isPretty();
        if (asStored) {
            PlainListSource source = PlainList.source(call.definition(), list);
            return PlainList.isLarge(list)
                    ? new Reply.Pieces(OK, contentType(acceptance), source)
                    : reply(OK, acceptance, source.whole());
        }

        if (acceptance.encoding() == Acceptance.Encoding.PROTOBUF
                && acceptance.form() instanceof Form.Plain) {
            return reply(OK, acceptance, message(list));
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
        return reply(OK, acceptance, encoded(call, acceptance, tree));
    }

    private byte[] message(ResourceList list) {
        return writer.writeList(
                list.groupVersion().kind(list.listKind()),
                PlainList.metadata(list),
                list.items().stream().map(ApiObject::tree).toList());
    }

    private byte[] encoded(Call call, Acceptance acceptance, ObjectNode tree) {
        return switch (acceptance.encoding()) {
            case JSON -> call.isPretty() ? JsonText.pretty(tree) : JsonText.compact(tree);
            case YAML -> Yaml.text(tree);
            case PROTOBUF -> writer.write(tree);
        };
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
        ResourceDefinition shown =
                call.info().subresource().equals("scale")
                        ? call.definition().withColumns(ScaleView.COLUMNS)
                        : call.definition();

        return new TableRendition(shown, version, included, clock);
    }

    private static Reply reply(int code, Acceptance acceptance, byte[] body) {
        return new Reply.Whole(code, contentType(acceptance), body);
    }

    private static List<HttpField> contentType(Acceptance acceptance) {
        return List.of(new HttpField("content-type", acceptance.encoding().mediaType()));
    }
}
