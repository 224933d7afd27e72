package io.leme.gateway.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A body that was read.
///
/// @param object the caller's own tree; `apiVersion` and `kind` are set and are the first fields
/// @param warnings to be sent in `Warning` headers
public record DecodedObject(ObjectNode object, List<String> warnings) {
    public DecodedObject {
        warnings = List.copyOf(warnings);
    }
}
