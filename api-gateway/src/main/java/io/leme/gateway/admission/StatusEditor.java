package io.leme.gateway.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.NamespacedName;
import java.util.function.Consumer;

/// How plugins keep count in the status of an object.
public interface StatusEditor {
    /// Applies an edit to the newest state; again, to a newer one, if somebody else was faster. An
    /// object that is gone is left alone.
    ///
    /// @param edit of the object's own copy; may refuse by throwing
    void edit(GroupVersionResource resource, NamespacedName name, Consumer<ObjectNode> edit);
}
