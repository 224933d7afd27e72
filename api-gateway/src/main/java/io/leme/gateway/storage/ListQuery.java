package io.leme.gateway.storage;

/// A list to be read.
///
/// @param selection which objects
/// @param version how fresh; ignored when there is a continue token
/// @param limit most objects of a page, 0 for all
/// @param continueToken where the page before ended, empty for the first
public record ListQuery(
        Selection selection, ReadVersion version, long limit, String continueToken) {
    /// All of a selection as it is now.
    public static ListQuery mostRecent(Selection selection) {
        return new ListQuery(selection, new ReadVersion.MostRecent(), 0, "");
    }
}
