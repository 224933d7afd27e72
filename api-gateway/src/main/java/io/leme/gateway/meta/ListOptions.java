package io.leme.gateway.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The options of list, watch and deletecollection, checked against each other.
///
/// @param labelSelector parsed
/// @param fieldSelector parsed; whether the type supports its fields is checked by the engine
/// @param resourceVersion text as sent: empty means most recent
/// @param match how `resourceVersion` binds
/// @param limit most items of a page, 0 for all
/// @param continueToken empty for the first page
/// @param timeoutSeconds lifetime of a watch, when the caller asks for one
/// @param allowWatchBookmarks whether a watch may send bookmarks
/// @param sendInitialEvents whether a watch begins with the current state; empty when not said
public record ListOptions(
        LabelSelector labelSelector,
        FieldSelector fieldSelector,
        String resourceVersion,
        ResourceVersionMatch match,
        long limit,
        String continueToken,
        Optional<Long> timeoutSeconds,
        boolean allowWatchBookmarks,
        Optional<Boolean> sendInitialEvents) {
    /// Everything, most recent, in one page.
    public static final ListOptions ALL =
            new ListOptions(
                    LabelSelector.EVERYTHING,
                    FieldSelector.EVERYTHING,
                    "",
                    ResourceVersionMatch.UNSET,
                    0,
                    "",
                    Optional.empty(),
                    false,
                    Optional.empty());

    /// The same, as of some time that is at hand without asking the store.
    public static final ListOptions ALL_FROM_MEMORY =
            new ListOptions(
                    LabelSelector.EVERYTHING,
                    FieldSelector.EVERYTHING,
                    "0",
                    ResourceVersionMatch.UNSET,
                    0,
                    "",
                    Optional.empty(),
                    false,
                    Optional.empty());

    private static final String EXACT = "Exact";
    private static final String NOT_OLDER_THAN = "NotOlderThan";

    /// Reads the query of a list or deletecollection.
    ///
    /// @throws ApiException BadRequest for what can't be read, Invalid for what contradicts itself
    public static ListOptions forList(QueryParameters query) {
        List<FieldError> errors = new ArrayList<>();
        String match = query.text("resourceVersionMatch");
        if (!match.isEmpty()) {
            checkListMatch(query, match, errors);
        }
        if (query.first("sendInitialEvents").isPresent()) {
            errors.add(
                    FieldError.forbidden(
                            "sendInitialEvents", "sendInitialEvents is forbidden for list"));
        }

        return read(query, errors);
    }

    /// Reads the query of a watch.
    ///
    /// @throws ApiException BadRequest for what can't be read, Invalid for what contradicts itself
    public static ListOptions forWatch(QueryParameters query) {
        List<FieldError> errors = new ArrayList<>();
        String match = query.text("resourceVersionMatch");
        boolean initialSaid = query.first("sendInitialEvents").isPresent();
        if (initialSaid && !match.equals(NOT_OLDER_THAN)) {
            errors.add(
                    forbiddenMatch(
                            "sendInitialEvents requires setting resourceVersionMatch to "
                                    + "NotOlderThan"));
        }
        if (!match.isEmpty()) {
            checkWatchMatch(query, match, initialSaid, errors);
        }

        return read(query, errors);
    }

    /// The version asked for; empty when the most recent state is.
    ///
    /// @throws ApiException Invalid when the text is no number
    public Optional<Long> version() {
        return resourceVersion.isEmpty()
                ? Optional.empty()
                : Optional.of(ResourceVersion.parse(resourceVersion));
    }

    private static void checkListMatch(
            QueryParameters query, String match, List<FieldError> errors) {
        String version = query.text("resourceVersion");
        if (version.isEmpty()) {
            errors.add(
                    forbiddenMatch(
                            "resourceVersionMatch is forbidden unless resourceVersion is "
                                    + "provided"));
        }
        if (!query.text("continue").isEmpty()) {
            errors.add(
                    forbiddenMatch("resourceVersionMatch is forbidden when continue is provided"));
        }
        if (!match.equals(EXACT) && !match.equals(NOT_OLDER_THAN)) {
            errors.add(
                    FieldError.notSupported(
                            "resourceVersionMatch", match, List.of(EXACT, NOT_OLDER_THAN, "")));
        }
        if (match.equals(EXACT) && version.equals("0")) {
            errors.add(
                    forbiddenMatch(
                            "resourceVersionMatch \"exact\" is forbidden for resourceVersion "
                                    + "\"0\""));
        }
    }

    private static void checkWatchMatch(
            QueryParameters query, String match, boolean initialSaid, List<FieldError> errors) {
        if (!initialSaid) {
            errors.add(
                    forbiddenMatch(
                            "resourceVersionMatch is forbidden for watch unless "
                                    + "sendInitialEvents is provided"));
        }
        if (!match.equals(NOT_OLDER_THAN)) {
            errors.add(
                    FieldError.notSupported(
                            "resourceVersionMatch", match, List.of(NOT_OLDER_THAN)));
        }
        if (!query.text("continue").isEmpty()) {
            errors.add(
                    forbiddenMatch("resourceVersionMatch is forbidden when continue is provided"));
        }
    }

    private static ListOptions read(QueryParameters query, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ApiErrors.invalidOptions("ListOptions", errors);
        }

        return new ListOptions(
                LabelSelector.parse(query.text("labelSelector")),
                FieldSelector.parse(query.text("fieldSelector")),
                query.text("resourceVersion"),
                switch (query.text("resourceVersionMatch")) {
                    case EXACT -> ResourceVersionMatch.EXACT;
                    case NOT_OLDER_THAN -> ResourceVersionMatch.NOT_OLDER_THAN;
                    default -> ResourceVersionMatch.UNSET;
                },
                Math.max(0, query.number("limit").orElse(0L)),
                query.text("continue"),
                query.number("timeoutSeconds"),
                query.flag("allowWatchBookmarks").orElse(false),
                query.flag("sendInitialEvents"));
    }

    private static FieldError forbiddenMatch(String why) {
        return FieldError.forbidden("resourceVersionMatch", why);
    }
}
