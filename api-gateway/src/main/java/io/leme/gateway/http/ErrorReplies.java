package io.leme.gateway.http;

import io.leme.gateway.codec.JsonText;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.ApiStatus;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only writer of Status bodies: whatever went wrong further in leaves here as one, in the
/// encoding that the client likes best; as JSON where it accepts none that there is.
final class ErrorReplies implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

    private static final String CONTENT_TYPE = "content-type";

    private final ProtobufWriter writer;

    /// @param writer of Status messages
    ErrorReplies(ProtobufWriter writer) {
        this.writer = writer;
    }

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        try {
            return next.handle(exchange);
        } catch (ApiException e) {
            return reply(e.status(), exchange.request());
        } catch (RuntimeException e) {
            Request request = exchange.request();
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return reply(
                    ApiErrors.internal("the gateway failed; its log says why").status(), request);
        }
    }

    private Reply reply(ApiStatus status, Request request) {
        Reply.Whole reply = reply(status);
        if (!prefersProtobuf(request)) {
            return reply;
        }
        List<HttpField> fields = new ArrayList<>(reply.fields());
        fields.removeIf(field -> field.name().equals(CONTENT_TYPE));
        fields.add(new HttpField(CONTENT_TYPE, Acceptance.Encoding.PROTOBUF.mediaType()));

        return new Reply.Whole(reply.code(), fields, writer.write(status.toJson()));
    }

    private static boolean prefersProtobuf(Request request) {
        try {
            Acceptance accepted =
                    Acceptance.negotiate(request.header("accept"), Acceptance.Shape.BARE, true);

            return accepted.encoding() == Acceptance.Encoding.PROTOBUF;
        } catch (ApiException _) {
            return false;
        }
    }

    /// A Status as a reply. Whatever asks the client to come back later says so in a header too.
    static Reply.Whole reply(ApiStatus status) {
        Reply.Whole reply = Reply.json(status.code(), body(status));
        int retryAfter = status.details().retryAfterSeconds();
        return retryAfter > 0 ? reply.with("retry-after", Integer.toString(retryAfter)) : reply;
    }

    /// A Status as JSON text.
    static byte[] body(ApiStatus status) {
        return JsonText.compact(status.toJson());
    }
}
