package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A part of an object that is shown and written as an object of another kind, such as `scale`.
public interface SubresourceView {
    /// @param object not to be changed
    /// @return a new tree
    ObjectNode show(ObjectNode object);

    /// Writes what a view says into the object that it is a view of.
    ///
    /// @param view as the writer wants it
    /// @param object changed in place
    /// @throws io.leme.gateway.meta.ApiException Invalid when the view breaks its own rules
    void write(ObjectNode view, ObjectNode object);
}
