package io.leme.client.watch;

import io.leme.client.kv.KeyRange;
import java.util.Set;

/// What to watch.
///
/// @param startRevision the first revision of interest; 0 for what happens from now on
/// @param previous bring what keys were before each change
/// @param progressNotify tell the revision from time to time when nothing happens; how often is a
///   setting of the server, 10 minutes as it comes
/// @param fragment let the server cut large batches in pieces on the way; they are put together
///   again before the listener sees them. Without, a batch is one message, whatever its size.
/// @param ownStream don't share a stream with other watchers
public record WatchRequest(
        KeyRange keys,
        long startRevision,
        boolean previous,
        Set<WatchFilter> filters,
        boolean progressNotify,
        boolean fragment,
        boolean ownStream) {
    public WatchRequest {
        if (startRevision < 0) {
            throw new IllegalArgumentException("startRevision is negative: " + startRevision);
        }
        filters = Set.copyOf(filters);
    }

    /// From now on, all events, without what was before, in pieces if need be, on the shared
    /// stream.
    public static WatchRequest of(KeyRange keys) {
        return new WatchRequest(keys, 0, false, Set.of(), false, true, false);
    }

    public WatchRequest withStartRevision(long revision) {
        return new WatchRequest(
                keys, revision, previous, filters, progressNotify, fragment, ownStream);
    }

    public WatchRequest withPrevious(boolean newPrevious) {
        return new WatchRequest(
                keys, startRevision, newPrevious, filters, progressNotify, fragment, ownStream);
    }

    public WatchRequest withFilters(WatchFilter... newFilters) {
        return new WatchRequest(
                keys,
                startRevision,
                previous,
                Set.of(newFilters),
                progressNotify,
                fragment,
                ownStream);
    }

    public WatchRequest withProgressNotify(boolean notify) {
        return new WatchRequest(
                keys, startRevision, previous, filters, notify, fragment, ownStream);
    }

    public WatchRequest withFragment(boolean newFragment) {
        return new WatchRequest(
                keys, startRevision, previous, filters, progressNotify, newFragment, ownStream);
    }

    public WatchRequest withOwnStream(boolean own) {
        return new WatchRequest(
                keys, startRevision, previous, filters, progressNotify, fragment, own);
    }
}
