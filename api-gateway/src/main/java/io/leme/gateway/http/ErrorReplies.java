package io.leme.gateway.http;

import io.leme.gateway.codec.JsonText;
import io.leme.gateway.codec.ProtobufWriter;
import io.leme.gateway.http.request.Acceptance;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.ApiStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only writer of Status bodies: whatever went wrong further in leaves here as one, in the
/// encoding that the client likes best; as JSON where it accepts none that there is.
final class ErrorReplies implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

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
        return prefersProtobuf(request)
                ? timed(status, Acceptance.Encoding.PROTOBUF, writer.write(status.toJson()))
                : reply(status);
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

    /// A Status as a reply, in JSON.
    static Reply.Whole reply(ApiStatus status) {
        return timed(status, Acceptance.Encoding.JSON, body(status));
    }

    /// Whatever asks the client to come back later says so in a header too.
    private static Reply.Whole timed(ApiStatus status, Acceptance.Encoding encoding, byte[] body) {
        Reply.Whole reply =
                new Reply.Whole(
                        status.code(),
                        List.of(new HttpField("content-type", encoding.mediaType())),
                        body);
        int retryAfter = status.details().retryAfterSeconds();
        return retryAfter > 0 ? reply.with("retry-after", Integer.toString(retryAfter)) : reply;
    }

    /// A Status as JSON text.
    static byte[] body(ApiStatus status) {
        return JsonText.compact(status.toJson());
    }
}
