package io.leme.gateway.codec.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A patch that was read and can be applied any number of times.
public interface ObjectPatch {
    /// @param current not changed
    /// @return the patched tree, owned by the caller
    /// @throws PatchConflictException when the patch does not fit the object
    /// @throws io.leme.gateway.meta.ApiException BadRequest or RequestEntityTooLarge, whatever the
    ///   object
    ObjectNode apply(ObjectNode current);
}
