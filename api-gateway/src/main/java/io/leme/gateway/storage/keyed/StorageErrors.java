package io.leme.gateway.storage.keyed;

import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.ApiStatus;
import io.leme.gateway.meta.GroupResource;
import io.leme.gateway.storage.ContinueToken;

/// Turns failures of a key space into what the client sees.
final class StorageErrors {
    private static final String EXPIRED_LIST =
            "The resourceVersion for the provided list is " + "too old.";
    private static final String EXPIRED_TOKEN =
            "The provided continue parameter is too old to display a consistent list result. "
                    + "You can start a new list"
                    + " without the continue parameter, or use the continue token in this "
                    + "response to retrieve the"
                    + " remainder of the results. Continuing with the provided token results in "
                    + "an inconsistent list -"
                    + " objects that were created, modified, or deleted between the time the "
                    + "first chunk was returned"
                    + " and now may show up in the list.";

    private final GroupResource resource;

    StorageErrors(GroupResource resource) {
        this.resource = resource;
    }

    /// @param operation verb, for the text
    ApiException translate(StorageFailure failure, String operation) {
        ApiException plain =
                switch (failure.kind()) {
                    case UNAVAILABLE -> ApiErrors.serverTimeout(resource, operation);
                    case UNKNOWN_OUTCOME ->
                            ApiErrors.timeout(
                                    "request did not complete within requested timeout - "
                                            + failure.text());
                    case COMPACTED, FUTURE_REVISION -> ApiErrors.expired(EXPIRED_LIST);
                    case TOO_LARGE -> ApiErrors.tooLarge(failure.text());
                    case BROKEN -> ApiErrors.internal(failure.text());
                };

        return new ApiException(plain.status(), failure);
    }

    /// A later page is asked for after its revision is gone: the client may go on without
    /// consistency.
    ApiException expiredToken(ContinueToken token) {
        ApiStatus status = ApiErrors.expired(EXPIRED_TOKEN).status();
        ContinueToken inconsistent = new ContinueToken(ContinueToken.NEWEST, token.start());

        return new ApiException(status.withContinueToken(inconsistent.encode()));
    }
}
