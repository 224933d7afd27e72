package io.leme.gateway.http;

import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpRequest;
import io.leme.gateway.meta.ApiErrors;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// Waits for the body of a request, when somebody asks for it and not before.
final class BodyReading implements Supplier<byte[]> {
    static final String TOO_LARGE =
            "Request entity too large: limit is " + ArmeriaServer.MAX_BODY_BYTES;

    private final HttpRequest request;

    BodyReading(HttpRequest request) {
        this.request = request;
    }

    @Override
    public byte[] get() {
        try {
            byte[] body = request.aggregate().get().content().array();
            if (body.length > ArmeriaServer.MAX_BODY_BYTES) {
                throw ApiErrors.tooLarge(TOO_LARGE);
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiErrors.timeout("the request's body did not arrive in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ContentTooLargeException) {
                throw ApiErrors.tooLarge(TOO_LARGE);
            }
            throw ApiErrors.badRequest("the request's body did not arrive: " + e.getCause());
        }
    }
}
