package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.ObjectMeta;
import java.util.List;
import java.util.Locale;

/// Definitions of custom kinds: names that follow from others, and the name that the definition
/// itself has to have.
final class CustomResourceRules implements KindRules {
    @Override
    public void defaults(ObjectNode definition) {
        String kind = definition.at("/spec/names/kind").asText("");
        if (!(definition.at("/spec/names") instanceof ObjectNode names) || kind.isEmpty()) {
            return;
        }
        if (!names.has("singular")) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (!names.has("listKind")) {
            names.put("listKind", kind + "List");
        }
    }

    @Override
    public void validate(ObjectNode definition, List<FieldError> errors) {
        String name = ObjectMeta.of(definition).name();
        String wanted =
                definition.at("/spec/names/plural").asText("")
                        + "."
                        + definition.at("/spec/group").asText("");
        if (!name.equals(wanted)) {
            errors.add(
                    FieldError.invalid(
                            "metadata.name",
                            name,
                            "must be spec.names.plural+\".\"+spec.group"));
        }
    }
}
