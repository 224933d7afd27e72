package io.leme.gateway.http;

import io.leme.gateway.codec.JsonText;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.ApiStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only writer of Status bodies: whatever went wrong further in leaves here as one.
final class ErrorReplies implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

    @Override
    public Reply handle(Exchange exchange, Handler next) {
        try {
            return next.handle(exchange);
        } catch (ApiException e) {
            return reply(e.status());
        } catch (RuntimeException e) {
            Request request = exchange.request();
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return reply(ApiErrors.internal("the gateway failed; its log says why").status());
        }
    }

    /// A Status as a reply. Whatever asks the client to come back later says so in a header too.
    static Reply reply(ApiStatus status) {
        Reply reply = Reply.json(status.code(), body(status));
        int retryAfter = status.details().retryAfterSeconds();
        return retryAfter > 0 ? reply.with("retry-after", Integer.toString(retryAfter)) : reply;
    }

    /// A Status as JSON text.
    static byte[] body(ApiStatus status) {
        return JsonText.compact(status.toJson());
    }
}
