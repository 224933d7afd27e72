package io.leme.store.storage;

import java.nio.file.Path;

/// Opens the backend that lives in a directory, and creates it when there is none.
@FunctionalInterface
public interface BackendFactory {
    Backend open(Path directory);
}
