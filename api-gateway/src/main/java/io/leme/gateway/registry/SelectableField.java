package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/// A field that field selectors may name.
///
/// @param label for example `status.phase`
/// @param text the field's text in an object, empty when absent
public record SelectableField(String label, Function<ObjectNode, String> text) {
    /// A field whose label is its path, read as text.
    public static SelectableField path(String label) {
        String pointer = "/" + label.replace('.', '/');

        return new SelectableField(label, object -> object.at(pointer).asText(""));
    }
}
