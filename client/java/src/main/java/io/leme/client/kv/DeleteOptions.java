package io.leme.client.kv;

/// How to delete.
///
/// @param previous bring back what the keys were before
public record DeleteOptions(boolean previous) {
    /// Nothing brought back.
    public static DeleteOptions standard() {
        return new DeleteOptions(false);
    }

    public DeleteOptions withPrevious(boolean newPrevious) {
        return new DeleteOptions(newPrevious);
    }
}
