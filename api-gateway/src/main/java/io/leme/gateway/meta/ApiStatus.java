package io.leme.gateway.meta;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A Kubernetes `Status` (`v1`): the body of every error, and of a delete that is done.
///
/// @param success whether `status` is `Success` or `Failure`
/// @param code HTTP status code
/// @param reason text of the `reason` field, empty for successes and for unknown reasons
/// @param message for people; `kubectl` prints it behind the reason
/// @param details for programs
/// @param continueToken goes to `metadata.continue`; empty except for an expired list that may be
///   gone on with
public record ApiStatus(
        boolean success,
        int code,
        String reason,
        String message,
        StatusDetails details,
        String continueToken) {

    public static ApiStatus failure(StatusReason reason, String message, StatusDetails details) {
        return new ApiStatus(false, reason.code(), reason.text(), message, details, "");
    }

    public static ApiStatus success(StatusDetails details) {
        return new ApiStatus(true, 200, "", "", details, "");
    }

    public ApiStatus withContinueToken(String token) {
        return new ApiStatus(success, code, reason, message, details, token);
    }

    /// The body; a fresh tree on each call.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "Status").put("apiVersion", "v1");
        ObjectNode metadata = json.putObject("metadata");
        putIfPresent(metadata, "continue", continueToken);
        json.put("status", success ? "Success" : "Failure");
        putIfPresent(json, "message", message);
        putIfPresent(json, "reason", reason);
        if (!details.equals(StatusDetails.NONE)) {
            json.set("details", detailsJson());
        }
        if (!success) {
            json.put("code", code);
        }

        return json;
    }

    private ObjectNode detailsJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putIfPresent(json, "name", details.name());
        putIfPresent(json, "group", details.group());
        putIfPresent(json, "kind", details.kind());
        putIfPresent(json, "uid", details.uid());
        if (!details.causes().isEmpty()) {
            var causes = json.putArray("causes");
            for (StatusCause cause : details.causes()) {
                ObjectNode one = causes.addObject();
                putIfPresent(one, "reason", cause.reason());
                putIfPresent(one, "message", cause.message());
                putIfPresent(one, "field", cause.field());
            }
        }
        if (details.retryAfterSeconds() > 0) {
            json.put("retryAfterSeconds", details.retryAfterSeconds());
        }

        return json;
    }

    private static void putIfPresent(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }
}
