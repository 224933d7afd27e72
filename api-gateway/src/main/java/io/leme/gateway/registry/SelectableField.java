package io.leme.gateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ObjectMeta;
import java.util.List;
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

    /// The text of a field of an object by its label: every kind's two, or one of `fields`; empty
    /// when it is none of these.
    public static String text(List<SelectableField> fields, ObjectNode object, String label) {
        return switch (label) {
            case "metadata.name" -> ObjectMeta.of(object).name();
            case "metadata.namespace" -> ObjectMeta.of(object).namespace();
            default ->
                    fields.stream()
                            .filter(field -> field.label().equals(label))
                            .map(field -> field.text().apply(object))
                            .findFirst()
                            .orElse("");
        };
    }
}
