package io.leme.gateway.http;

/// The answer for paths that are not part of the API at all. Clients tell it from a missing object
/// by its being plain text.
public final class NotFoundPage {
    private static final int NOT_FOUND = 404;

    private NotFoundPage() {}

    public static Reply reply() {
        return Reply.text(NOT_FOUND, "404 page not found\n");
    }
}
