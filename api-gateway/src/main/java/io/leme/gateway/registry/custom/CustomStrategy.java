package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.ScaleView;
import io.leme.gateway.registry.SubresourceView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The strategy of a custom kind in its stored version. Writers have to name the version that they
/// saw.
final class CustomStrategy implements ResourceStrategy {
    private static final String STATUS = "status";

    private final DefinedVersion version;
    private final ResourceDefinition definition;
    private final Optional<SubresourceView> scale;

    CustomStrategy(DefinedVersion version) {
        this.version = version;
        this.definition = version.definition();
        this.scale =
                version.scale().isObject() ? Optional.of(scale(version.scale())) : Optional.empty();
    }

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public void defaults(ObjectNode object) {
        SchemaDefaults.apply(object, version.openApi());
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        if (version.hasStatus()) {
            object.remove(STATUS);
        }
    }

    /// With a status subresource its writers own the status, and all others do not.
    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, String subresource) {
        if (!version.hasStatus()) {
            return;
        }
        if (subresource.equals(STATUS)) {
            JsonNode status = object.path(STATUS);
            JsonNode metadata = object.path("metadata");
            object.setAll(current.deepCopy());
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> !current.has(name)).forEach(object::remove);
            object.set("metadata", metadata);
            if (status.isMissingNode()) {
                object.remove(STATUS);
            } else {
                object.set(STATUS, status);
            }
        } else if (current.has(STATUS)) {
            object.set(STATUS, current.get(STATUS).deepCopy());
        } else {
            object.remove(STATUS);
        }
    }

    @Override
    public List<FieldError> validate(ObjectNode object) {
        return SchemaValidation.check(object, version.openApi());
    }

    @Override
    public boolean countsGenerations() {
        return true;
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }

    @Override
    public Optional<SubresourceView> view(String subresource) {
        return subresource.equals("scale") ? scale : Optional.empty();
    }

    private static SubresourceView scale(JsonNode scale) {
        String selector = scale.path("labelSelectorPath").asText("");

        return new ScaleView(
                names(scale.path("specReplicasPath").asText("")),
                names(scale.path("statusReplicasPath").asText("")),
                object ->
                        selector.isEmpty() ? "" : PrintedColumn.value(object, selector).asText(""));
    }

    private static List<String> names(String path) {
        return Arrays.asList((path.startsWith(".") ? path.substring(1) : path).split("\\."));
    }
}
