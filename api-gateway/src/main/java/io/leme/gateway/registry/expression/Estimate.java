package io.leme.gateway.registry.expression;

import dev.cel.common.types.CelType;
import org.jspecify.annotations.Nullable;

/// What is known of a part of an expression before there are values.
///
/// @param cost of its evaluation, at most
/// @param type of its value
/// @param size of its value; null when nothing is known
/// @param entries sizes of what its value holds; null when nothing is known
/// @param place the schema that its value was reached by; null when it was made on the way
record Estimate(
        long cost,
        CelType type,
        @Nullable Size size,
        @Nullable Entries entries,
        @Nullable RuleSchema place) {
    /// Sizes of the keys and the values of a list or a map.
    record Entries(Size keys, Size values) {
        static @Nullable Entries either(@Nullable Entries first, @Nullable Entries second) {
            return first == null || second == null
                    ? null
                    : new Entries(first.keys.or(second.keys), first.values.or(second.values));
        }
    }

    Size sizeOrUnknown() {
        return size == null ? Size.UNKNOWN : size;
    }

    /// The same value under a name, for nothing.
    Estimate named() {
        return new Estimate(0, type, size, entries, place);
    }
}
