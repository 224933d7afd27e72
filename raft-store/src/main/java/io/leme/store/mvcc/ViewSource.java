package io.leme.store.mvcc;

/// Hands out the latest applied instant.
@FunctionalInterface
public interface ViewSource {
    /// The latest view; the caller closes it.
    View open();
}
