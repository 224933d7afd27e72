package io.leme.gateway.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.meta.StatusDetails;
import io.leme.gateway.meta.StatusReason;
import org.jspecify.annotations.Nullable;

/// Status bodies for what the engine itself turns away before any of our code sees it: lines it
/// can't read, bodies that are too large.
final class EngineErrors implements ServerErrorHandler {
    @Override
    public @Nullable HttpResponse onServiceException(
            ServiceRequestContext context, Throwable cause) {
        return null;
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        byte[] body = ErrorReplies.body(status(status, description));
        return AggregatedHttpResponse.of(status, MediaType.JSON, body);
    }

    private static ApiStatus status(HttpStatus status, @Nullable String description) {
        if (status.code() == StatusReason.REQUEST_ENTITY_TOO_LARGE.code()) {
            return ApiErrors.tooLarge(BodyReading.TOO_LARGE).status();
        }
        String text = description == null ? status.reasonPhrase() : description;
        for (StatusReason reason : StatusReason.values()) {
            if (reason.code() == status.code()) {
                return ApiStatus.failure(reason, text, StatusDetails.NONE);
            }
        }
        return new ApiStatus(false, status.code(), "", text, StatusDetails.NONE, "");
    }
}
