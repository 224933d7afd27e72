package io.leme.gateway.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.meta.NamespacedName;
import java.util.Optional;
import java.util.function.Consumer;

/// The objects of one resource type.
///
/// All methods block and may be called by any thread. Failures are
/// [io.leme.gateway.meta.ApiException]s with the Status that the client shall see: Conflict,
/// AlreadyExists, NotFound, Expired, Timeout (outcome of a write unknown), ServerTimeout (nothing
/// happened).
public interface ObjectStore {
    /// @return empty when there is no such object
    Optional<ApiObject> get(NamespacedName name, ReadVersion version);

    /// A page of objects in the order of their keys, all as of one revision.
    ObjectPage list(ListQuery query);

    /// Stores a new object.
    ///
    /// @param object taken over; its resourceVersion is ignored
    /// @throws io.leme.gateway.meta.ApiException AlreadyExists
    ApiObject create(NamespacedName name, ObjectNode object);

    /// Reads the object, asks what shall become of it, and does that if nobody changed it in
    /// between; else again, a bounded number of times.
    ///
    /// @throws io.leme.gateway.meta.ApiException what `update` throws, or Conflict when others were
    ///   faster too often
    UpdateOutcome guaranteedUpdate(NamespacedName name, ObjectUpdate update);

    /// Deletes the object if `check` lets it pass.
    ///
    /// @return the last state, at the revision of the deletion
    /// @throws io.leme.gateway.meta.ApiException NotFound, or what `check` throws
    ApiObject delete(NamespacedName name, Consumer<ApiObject> check);

    /// Opens a watch; errors that are found later come as signals.
    ObjectWatch watch(WatchQuery query);

    /// Whether bookmarks that a watch is asked for can be trusted: see
    /// [ObjectWatch#requestProgress()].
    default boolean tellsProgress() {
        return true;
    }

    /// The most recent revision of the whole store, read through a quorum.
    long currentRevision();
}
