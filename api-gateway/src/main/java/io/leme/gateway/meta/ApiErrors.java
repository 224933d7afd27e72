package io.leme.gateway.meta;

import java.util.List;

/// The errors of the API, each with the exact wording that clients and scripts match on.
public final class ApiErrors {
    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and "
                    + "try again";

    private ApiErrors() {}

    public static ApiException of(StatusReason reason, String message) {
        return new ApiException(ApiStatus.failure(reason, message, StatusDetails.NONE));
    }

    public static ApiException badRequest(String message) {
        return of(StatusReason.BAD_REQUEST, message);
    }

    public static ApiException unauthorized() {
        return of(StatusReason.UNAUTHORIZED, "Unauthorized");
    }

    public static ApiException notFound(GroupResource resource, String name) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.NOT_FOUND,
                        resource + " \"" + name + "\" not found",
                        StatusDetails.of(resource, name)));
    }

    public static ApiException alreadyExists(GroupResource resource, String name) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.ALREADY_EXISTS,
                        resource + " \"" + name + "\" already exists",
                        StatusDetails.of(resource, name)));
    }

    /// The name is taken by an object that is going away.
    public static ApiException alreadyExistsTerminating(GroupResource resource, String name) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.ALREADY_EXISTS,
                        "object is being deleted: " + resource + " \"" + name + "\" already exists",
                        StatusDetails.of(resource, name)));
    }

    /// No free name was found for a `generateName`.
    public static ApiException nameNotGenerated(GroupResource resource, String name) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.ALREADY_EXISTS,
                        resource
                                + " \""
                                + name
                                + "\" already exists, the server was not able to generate a "
                                + "unique name for"
                                + " the object",
                        StatusDetails.of(resource, name).withRetryAfter(1)));
    }

    /// The writer's resourceVersion is not the current one.
    public static ApiException modified(GroupResource resource, String name) {
        return conflict(resource, name, MODIFIED);
    }

    public static ApiException conflict(GroupResource resource, String name, String why) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.CONFLICT,
                        "Operation cannot be fulfilled on "
                                + resource
                                + " \""
                                + name
                                + "\": "
                                + why,
                        StatusDetails.of(resource, name)));
    }

    /// A configuration would change what others own.
    public static ApiException applyConflict(String message, List<StatusCause> causes) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.CONFLICT, message, StatusDetails.NONE.withCauses(causes)));
    }

    public static ApiException forbidden(GroupResource resource, String name, String why) {
        return forbidden(resource, name, why, List.of());
    }

    public static ApiException forbidden(
            GroupResource resource, String name, String why, List<StatusCause> causes) {
        String subject = name.isEmpty() ? resource.toString() : resource + " \"" + name + "\"";

        return new ApiException(
                ApiStatus.failure(
                        StatusReason.FORBIDDEN,
                        subject + " is forbidden: " + why,
                        StatusDetails.of(resource, name).withCauses(causes)));
    }

    /// The object breaks the rules of its kind; `errors` is not empty.
    public static ApiException invalid(GroupKind kind, String name, List<FieldError> errors) {
        List<String> texts = errors.stream().map(FieldError::toString).distinct().toList();
        String text = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
        StatusDetails details =
                new StatusDetails(
                        name,
                        kind.group(),
                        kind.kind(),
                        "",
                        errors.stream().map(FieldError::toCause).toList(),
                        0);

        return new ApiException(
                ApiStatus.failure(
                        StatusReason.INVALID,
                        kind + " \"" + name + "\" is invalid: " + text,
                        details));
    }

    /// Options of a request that contradict each other, for example `ListOptions`.
    public static ApiException invalidOptions(String optionsKind, List<FieldError> errors) {
        return invalid(new GroupKind("meta.k8s.io", optionsKind), "", errors);
    }

    /// A patch is well-formed but can't be applied to the object as it is.
    public static ApiException notApplicable(String why) {
        StatusCause cause = new StatusCause("UnexpectedServerResponse", why, "");

        return new ApiException(
                ApiStatus.failure(
                        StatusReason.INVALID,
                        "the server rejected our request due to an error in our request",
                        StatusDetails.NONE.withCauses(List.of(cause))));
    }

    public static ApiException methodNotSupported(GroupResource resource, String action) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.METHOD_NOT_ALLOWED,
                        action + " is not supported on resources of kind \"" + resource + "\"",
                        StatusDetails.of(resource, "")));
    }

    public static ApiException unsupportedMediaType(List<String> accepted) {
        return of(
                StatusReason.UNSUPPORTED_MEDIA_TYPE,
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted));
    }

    public static ApiException notAcceptable(List<String> accepted) {
        return of(
                StatusReason.NOT_ACCEPTABLE,
                "only the following media types are accepted: " + String.join(", ", accepted));
    }

    public static ApiException tooLarge(String message) {
        return of(StatusReason.REQUEST_ENTITY_TOO_LARGE, message);
    }

    public static ApiException expired(String message) {
        return of(StatusReason.EXPIRED, message);
    }

    /// A watch or an exact list asked for history that is gone.
    public static ApiException tooOldResourceVersion(long asked, long oldest) {
        return expired("too old resource version: " + asked + " (" + oldest + ")");
    }

    /// Clients parse this text; see section 1.8 of the reference.
    public static ApiException tooLargeResourceVersion(long asked, long current) {
        StatusCause cause =
                new StatusCause("ResourceVersionTooLarge", "Too large resource version", "");

        return new ApiException(
                ApiStatus.failure(
                        StatusReason.TIMEOUT,
                        "Timeout: Too large resource version: " + asked + ", current: " + current,
                        StatusDetails.NONE.withCauses(List.of(cause)).withRetryAfter(1)));
    }

    public static ApiException internal(String message) {
        return of(StatusReason.INTERNAL_ERROR, "Internal error occurred: " + message);
    }

    /// The store can't be reached and nothing was changed: safe to try again.
    public static ApiException serverTimeout(GroupResource resource, String operation) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.SERVER_TIMEOUT,
                        "The "
                                + operation
                                + " operation against "
                                + resource
                                + " could not be completed at this time, please try again.",
                        new StatusDetails(
                                operation,
                                resource.group(),
                                resource.resource(),
                                "",
                                List.of(),
                                2)));
    }

    /// The request ran out of time; whether a write happened is not known.
    public static ApiException timeout(String why) {
        return of(StatusReason.TIMEOUT, "Timeout: " + why);
    }

    public static ApiException tooManyRequests(String message, int retryAfterSeconds) {
        return new ApiException(
                ApiStatus.failure(
                        StatusReason.TOO_MANY_REQUESTS,
                        message,
                        StatusDetails.NONE.withRetryAfter(retryAfterSeconds)));
    }

    public static ApiException serviceUnavailable(String message) {
        return of(StatusReason.SERVICE_UNAVAILABLE, message);
    }
}
