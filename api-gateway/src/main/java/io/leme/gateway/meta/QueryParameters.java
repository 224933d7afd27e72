package io.leme.gateway.meta;

import java.util.Optional;

/// The query of a request, as the readers of options see it.
@FunctionalInterface
public interface QueryParameters {
    /// The first value of a parameter; empty when it is absent.
    Optional<String> first(String name);

    /// No parameters at all.
    static QueryParameters none() {
        return name -> Optional.empty();
    }

    default String text(String name) {
        return first(name).orElse("");
    }

    /// `false` and `0` are false and anything else is true, as Kubernetes reads booleans of a
    /// query.
    default Optional<Boolean> flag(String name) {
        return first(name).map(value -> !value.equals("false") && !value.equals("0"));
    }

    /// @throws ApiException BadRequest when the text is no whole number
    default Optional<Long> number(String name) {
        return first(name).filter(value -> !value.isEmpty()).map(QueryParameters::parse);
    }

    private static long parse(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw ApiErrors.badRequest(
                    "strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
    }
}
