package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.kind.check.Place;
import io.leme.gateway.registry.kind.check.PodSpecs;
import java.util.List;
import java.util.Set;

/// Kinds about which there is no more to say than that they hold the template of pods.
///
/// @param template where it is, names with dots between them
record TemplateRules(String template) implements KindRules {
    @Override
    public void defaults(ObjectNode object) {
        PodTemplates.defaults(object.at("/" + template.replace('.', '/') + "/spec"));
    }

    @Override
    public void validate(ObjectNode object, List<FieldError> errors) {
        Place place = Place.root(object, errors);
        for (String name : template.split("\\.", -1)) {
            place = place.at(name);
        }
        PodSpecs.template(place, Set.of());
    }
}
