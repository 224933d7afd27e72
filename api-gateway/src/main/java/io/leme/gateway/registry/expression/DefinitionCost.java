package io.leme.gateway.registry.expression;

import io.leme.gateway.meta.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the rules of one version of a definition may cost: each, and all of them together, with
/// Kubernetes' limits and texts.
final class DefinitionCost {
    static final long MAX_OF_EXPRESSION = 10_000_000;
    static final long MAX_OF_VERSION = 100_000_000;

    /// Of the dearest expressions so many are named, if they are worth it.
    private static final int NAMED = 4;

    private static final long WORTH_NAMING = MAX_OF_VERSION / 100;
    private static final int FACTOR_SHOWN = 100;
    private static final double FACTOR_ROUNDED = 1.5;

    private final List<Part> dear = new ArrayList<>();
    private long total;

    private record Part(String path, long cost) {}

    /// Adds an expression.
    ///
    /// @param what it is, in words
    /// @return the error, if it is too dear by itself
    Optional<FieldError> add(String what, String path, long cost) {
        total = Size.sum(total, cost);
        if (cost >= WORTH_NAMING) {
            dear.add(new Part(path, cost));
        }

        return cost <= MAX_OF_EXPRESSION
                ? Optional.empty()
                : Optional.of(
                        exceeded(path, "estimated " + what + " cost", cost, MAX_OF_EXPRESSION));
    }

    /// @param path of the schema
    /// @return errors, if all expressions together are too dear
    List<FieldError> problems(String path) {
        List<FieldError> errors = new ArrayList<>();
        if (total > MAX_OF_VERSION) {
            dear.stream()
                    .sorted(Comparator.comparingLong(Part::cost).reversed())
                    .limit(NAMED)
                    .map(each ->
                            FieldError.forbidden(
                                    each.path(),
                                    "contributed to estimated rule cost total exceeding cost limit"
                                            + " for entire OpenAPIv3 schema"))
                    .forEach(errors::add);
            errors.add(
                    exceeded(
                            path,
                            "x-kubernetes-validations estimated rule cost total for entire"
                                    + " OpenAPIv3 schema",
                            total,
                            MAX_OF_VERSION));
        }

        return errors;
    }

    private static FieldError exceeded(String path, String what, long cost, long limit) {
        return FieldError.forbidden(
                path,
                what
                        + " exceeds budget by factor of "
                        + factor((double) cost / limit)
                        + " (try simplifying the rule, or adding maxItems, maxProperties, and"
                        + " maxLength where arrays, maps, and strings are declared)");
    }

    private static String factor(double factor) {
        if (factor > FACTOR_SHOWN) {
            return "more than 100x";
        }

        return String.format(Locale.ROOT, factor < FACTOR_ROUNDED ? "%fx" : "%.1fx", factor);
    }
}
