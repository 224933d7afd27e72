package io.leme.gateway.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import java.util.Optional;

/// Decides what shall become of an object; may be asked again with a newer state.
@FunctionalInterface
public interface ObjectUpdate {
    /// @param current empty when there is no such object
    /// @throws io.leme.gateway.meta.ApiException to give up
    Decision decide(Optional<ApiObject> current);

    /// What shall become of the object.
    sealed interface Decision {
        /// Write this tree, which is taken over. When it says the same as what is stored, nothing
        /// is written.
        record Write(ObjectNode object) implements Decision {}

        /// Delete the object. The tree is what watchers and the caller see as its last state.
        record Delete(ObjectNode lastState) implements Decision {}

        /// Leave it as it is.
        record Keep() implements Decision {}
    }
}
