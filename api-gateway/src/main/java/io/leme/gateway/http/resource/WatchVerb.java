package io.leme.gateway.http.resource;

import io.leme.gateway.http.HttpField;
import io.leme.gateway.http.Reply;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.http.request.Form;
import io.leme.gateway.http.request.Query;
import io.leme.gateway.meta.ListOptions;
import io.leme.gateway.storage.ObjectWatch;
import java.time.InstantSource;
import java.util.List;

/// Tells what happens to objects, one JSON line per event, from the moment the client names on.
final class WatchVerb implements Verb {
    private final InstantSource clock;

    WatchVerb(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Reply answer(Call call) {
        Acceptance acceptance = call.accepted(Acceptance.Shape.STREAM);
        var events = new EventRendition(content(call, acceptance.form()));
        ObjectWatch watch = call.resource().watch(call.namespace(), options(call));
        return new Reply.Stream(
                Renditions.OK,
                List.of(new HttpField("content-type", "application/json")),
                new WatchSource(watch, events));
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
