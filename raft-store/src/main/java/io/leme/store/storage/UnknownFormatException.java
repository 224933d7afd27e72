package io.leme.store.storage;

/// A state was written by a program that lays out its rows in a way that this one does not know.
public final class UnknownFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownFormatException(long found) {
        super(
                "the state has format %d, and this version of Leme knows format %d only"
                        .formatted(found, StateFormat.CURRENT));
    }
}
