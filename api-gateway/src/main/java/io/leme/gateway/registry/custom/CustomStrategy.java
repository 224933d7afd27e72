package io.leme.gateway.registry.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.ScaleView;
import io.leme.gateway.registry.SubresourceView;
import io.leme.gateway.registry.expression.SchemaRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The strategy of a version of a custom kind. Writers have to name the resourceVersion that they
/// saw.
///
/// Threads: any.
final class CustomStrategy implements ResourceStrategy {
    private static final String STATUS = "status";

    private final DefinedVersion version;
    private final ResourceDefinition definition;
    private final Optional<SubresourceView> scale;
    private final LongSupplier nanoClock;

    /// Made on first use, for most kinds are served more often than they are written; racing
    /// threads make equal ones.
    private volatile @Nullable SchemaRules rules;

    /// @param version whose schema and subresources count
    /// @param stored the version in which objects are stored
    /// @param nanoClock bounds the time that the rules of an object may take
    CustomStrategy(DefinedVersion version, DefinedVersion stored, LongSupplier nanoClock) {
        this.version = version;
        this.nanoClock = nanoClock;
        this.definition = stored.definition();
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
        return problems(object, null);
    }

    @Override
    public List<FieldError> validateNext(ObjectNode object, ObjectNode current) {
        return problems(object, current);
    }

    /// Rules are not asked about values that are not even of the right shape.
    private List<FieldError> problems(ObjectNode object, @Nullable ObjectNode current) {
        List<FieldError> errors =
                new ArrayList<>(SchemaValidation.check(object, current, version.openApi()));
        if (!version.hasRules()) {
            return errors;
        }
        if (errors.stream().noneMatch(CustomStrategy::blocks)) {
            errors.addAll(rules().check(object, current, nanoClock));
        } else {
            errors.add(
                    FieldError.invalid(
                            "<nil>",
                            new FieldError.Verbatim("null"),
                            "some validation rules were not checked because the object was invalid;"
                                    + " correct the existing errors to complete validation"));
        }

        return errors;
    }

    private static boolean blocks(FieldError error) {
        return switch (error.type()) {
            case REQUIRED, TOO_LONG, TOO_MANY, TYPE_INVALID -> true;
            case INVALID, DUPLICATE, NOT_SUPPORTED, FORBIDDEN, NOT_FOUND -> false;
        };
    }

    private SchemaRules rules() {
        SchemaRules known = rules;
        if (known == null) {
            known = SchemaRules.compile(version.openApi());
            rules = known;
        }

        return known;
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
