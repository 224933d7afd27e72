package io.leme.gateway.storage;

/// Opens the stores of resource types: the seam between the engine and whatever keeps the objects.
@FunctionalInterface
public interface ObjectStores {
    /// Called once per type, when it begins to be served.
    ObjectStore open(StoredType type);
}
