package io.leme.gateway.http.resource;

import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.http.HttpField;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.http.request.Form;
import io.leme.gateway.http.request.Query;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.storage.ObjectWatch;
import java.time.InstantSource;
import java.util.List;

/// Tells what happens to objects, one JSON line or one protobuf frame per event, from the moment
/// the client names on.
final class WatchVerb implements Verb {
    private final ProtobufWriter writer;
    private final Renditions renditions;
    private final InstantSource clock;
    private final WatchPace pace = new WatchPace();

    WatchVerb(ProtobufWriter writer, Renditions renditions, InstantSource clock) {
        this.writer = writer;
        this.renditions = renditions;
        this.clock = clock;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = renditions.accepted(call, Acceptance.Shape.STREAM);
        EventContent content = content(call, acceptance.form());
        EventRendition events =
                acceptance.encoding() == Acceptance.Encoding.PROTOBUF
                        ? new EventFrames(content, writer)
                        : new EventLines(content);
        ObjectWatch watch = call.resource().watch(call.namespace(), options(call));
        return new Reply.Stream(
                Renditions.OK,
                List.of(new HttpField("content-type", events.mediaType())),
                new WatchSource(watch, events, pace));
    }

    private EventContent content(Call call, Form form) {
        return switch (form) {
            case Form.Plain _ -> new EventContent.Objects(call.definition());
            case Form.Metadata(String version) -> new EventContent.Metadata(version);
            case Form.Table(String version) ->
                    new EventContent.Rows(
                            new TableRendition(
                                    call.definition(),
                                    version,
                                    TableRendition.Included.of(call.request().query()),
                                    clock));
        };
    }

    /// A watch of a single object by the older form of path (`/watch/.../NAME`) selects it by name.
    private static ListOptions options(Call call) {
        Query query = call.request().query();
        if (call.info().depth() == 1) {
            return ListOptions.forWatch(query);
        }
        String byName = "metadata.name=" + call.info().name();
        return ListOptions.forWatch(query.with("fieldSelector", byName));
    }
}
