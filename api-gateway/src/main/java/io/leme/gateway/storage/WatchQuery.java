package io.leme.gateway.storage;

import java.time.Duration;

/// A watch to be opened.
///
/// @param selection which objects
/// @param start from where
/// @param bookmarks whether the client wants bookmarks
/// @param lifetime after this time the watch ends cleanly
public record WatchQuery(Selection selection, Start start, boolean bookmarks, Duration lifetime) {
    /// Where a watch begins.
    public sealed interface Start {
        /// Only what happens after this revision.
        record After(long revision) implements Start {}

        /// First the present state as ADDED events, read at least as fresh as `version` says; then
        /// what happens. With `endBookmark` a bookmark tells where the present state ends.
        record WithState(ReadVersion version, boolean endBookmark) implements Start {}

        /// Only what happens from now on.
        record Now() implements Start {}
    }
}
