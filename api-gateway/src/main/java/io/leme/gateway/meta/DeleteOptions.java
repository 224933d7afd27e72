package io.leme.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The options of delete and deletecollection.
///
/// @param dryRun do everything but the write
/// @param uid the object must have this uid; empty for any
/// @param resourceVersion the object must be at this version; empty for any
/// @param gracePeriodSeconds never negative: a negative wish is 1, as upstream has it
/// @param propagation empty for the type's default
public record DeleteOptions(
        boolean dryRun,
        String uid,
        String resourceVersion,
        Optional<Long> gracePeriodSeconds,
        Optional<PropagationPolicy> propagation) {
    public static final DeleteOptions DEFAULT =
            new DeleteOptions(false, "", "", Optional.empty(), Optional.empty());

    /// Reads the options from the query; only right when the request has no body.
    ///
    /// @throws ApiException Invalid
    public static DeleteOptions fromQuery(QueryParameters query) {
        return build(
                query.text("dryRun"),
                "",
                "",
                query.number("gracePeriodSeconds"),
                query.flag("orphanDependents"),
                query.text("propagationPolicy"));
    }

    /// Reads a decoded `DeleteOptions` object, whatever its group and version.
    ///
    /// @throws ApiException Invalid
    public static DeleteOptions fromBody(ObjectNode body) {
        JsonNode grace = body.path("gracePeriodSeconds");
        JsonNode orphan = body.path("orphanDependents");

        return build(
                body.path("dryRun").path(0).asText(""),
                body.path("preconditions").path("uid").asText(""),
                body.path("preconditions").path("resourceVersion").asText(""),
                grace.isNumber() ? Optional.of(grace.asLong()) : Optional.empty(),
                orphan.isBoolean() ? Optional.of(orphan.asBoolean()) : Optional.empty(),
                body.path("propagationPolicy").asText(""));
    }

    private static DeleteOptions build(
            String dryRun,
            String uid,
            String resourceVersion,
            Optional<Long> grace,
            Optional<Boolean> orphan,
            String policy) {
        List<FieldError> errors = new ArrayList<>();
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            errors.add(FieldError.notSupported("dryRun", dryRun, List.of("All")));
        }
        Optional<PropagationPolicy> propagation = PropagationPolicy.of(policy);
        if (!policy.isEmpty() && propagation.isEmpty()) {
            errors.add(
                    FieldError.notSupported(
                            "propagationPolicy",
                            policy,
                            List.of("Foreground", "Background", "Orphan", "nil")));
        }
        if (orphan.isPresent() && !policy.isEmpty()) {
            errors.add(
                    FieldError.invalid(
                            "propagationPolicy",
                            policy,
                            "orphanDependents and deletionPropagation cannot be both set"));
        }
        if (!errors.isEmpty()) {
            throw ApiErrors.invalidOptions("DeleteOptions", errors);
        }

        return new DeleteOptions(
                !dryRun.isEmpty(),
                uid,
                resourceVersion,
                grace.map(seconds -> seconds < 0 ? 1 : seconds),
                propagation.isPresent()
                        ? propagation
                        : orphan.map(DeleteOptions::ofOrphanDependents));
    }

    private static PropagationPolicy ofOrphanDependents(boolean orphan) {
        return orphan ? PropagationPolicy.ORPHAN : PropagationPolicy.BACKGROUND;
    }
}
